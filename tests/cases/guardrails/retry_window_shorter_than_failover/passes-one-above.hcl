database "main" {
  instance_class = "db.t4g.small"
  multi_az       = "standby"
}

service "web" {
  connects_to   = ["database.main"]
  retry_seconds = 151
}
