service "web" {
  health_check {
    interval = 5
  }
}
