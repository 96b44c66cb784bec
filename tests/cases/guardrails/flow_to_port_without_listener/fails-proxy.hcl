database "main" {
  instance_class = "db.t4g.small"
  port           = 3307
  proxy          = true
}

service "web" {
  connects_to = ["database.main"]
}

flow "office" {
  from     = "service.web"
  to       = "database_proxy.main"
  port     = 3307
  purpose  = "office"
}
