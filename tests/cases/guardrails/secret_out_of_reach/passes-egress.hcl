database "main" {
  instance_class = "db.t4g.medium"
}

service "web" {
  connects_to = ["database.main"]
}
