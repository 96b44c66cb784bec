network {
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

service "web" {
  min_size             = 6
  min_healthy_capacity = 4
}
