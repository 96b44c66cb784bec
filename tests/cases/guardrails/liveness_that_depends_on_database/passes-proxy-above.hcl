database "main" {
  instance_class = "db.m7g.large"
  multi_az       = "standby"
  proxy          = true
}

service "web" {
  connects_to = ["database.main"]

  health_check {
    checks              = ["database.main"]
    interval            = 42
    unhealthy_threshold = 2
  }
}
