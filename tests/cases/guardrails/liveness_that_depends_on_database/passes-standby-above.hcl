database "main" {
  instance_class = "db.t4g.small"
  multi_az       = "standby"
}

service "web" {
  connects_to = ["database.main"]

  health_check {
    checks              = ["database.main"]
    interval            = 76
    unhealthy_threshold = 2
  }
}
