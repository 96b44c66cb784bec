service "web" {
  startup_seconds = 1

  health_check {
    interval          = 30
    healthy_threshold = 10
  }
}
