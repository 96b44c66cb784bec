database "main" {
  instance_class = "db.t4g.small"
}

service "web" {
  connects_to = ["database.main"]

  environment = {
    MAIN_DATABASE_HOST = "localhost"
  }
}
