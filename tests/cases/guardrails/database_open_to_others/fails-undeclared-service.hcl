database "main" {
  instance_class = "db.t4g.small"
}

flow "office" {
  from     = "service.web"
  to       = "database.main"
  port     = 3306
  purpose  = "office"
}
