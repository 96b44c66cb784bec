network {
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

database "main" {
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}

service "web" {
  connects_to = ["database.main"]

  health_check {
    checks              = ["database.main"]
    interval            = 33
    unhealthy_threshold = 2
  }
}
