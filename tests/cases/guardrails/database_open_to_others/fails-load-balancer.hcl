database "main" {
  instance_class = "db.t4g.small"
}

flow "office" {
  from     = "load_balancer"
  to       = "database.main"
  port     = 3306
  purpose  = "office"
}
