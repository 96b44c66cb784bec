database "main" {
  instance_class = "db.t4g.small"
  port           = 3307
}

service "web" {
  connects_to = ["database.main"]
}

flow "office" {
  from     = "service.web"
  to       = "database.main"
  port     = 3306
  purpose  = "office"
}
