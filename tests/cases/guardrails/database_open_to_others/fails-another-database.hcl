database "main" {
  instance_class = "db.t4g.small"
}

database "other" {
  instance_class = "db.t4g.small"
}

service "web" {
  connects_to = ["database.other"]
}

flow "office" {
  from     = "service.web"
  to       = "database.main"
  port     = 3306
  purpose  = "office"
}
