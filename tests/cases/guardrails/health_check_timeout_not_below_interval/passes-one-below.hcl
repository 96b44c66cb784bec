service "web" {
  health_check {
    interval = 10
    timeout  = 9
  }
}
