database "main" {
  instance_class = "db.t4g.small"
  proxy          = true
}

flow "office" {
  from     = "10.99.0.0/24"
  to       = "database_proxy.main"
  port     = 3306
  purpose  = "office"
}
