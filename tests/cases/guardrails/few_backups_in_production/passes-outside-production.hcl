database "main" {
  instance_class          = "db.t4g.small"
  backup_retention_period = 1
}
