database "main" {
  instance_class      = "db.t4g.small"
  deletion_protection = false
}
