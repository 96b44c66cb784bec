database "main" {
  instance_class = "db.m7g.large"
  multi_az       = "standby"
  proxy          = true
}

service "web" {
  connects_to   = ["database.main"]
  retry_seconds = 81
}
