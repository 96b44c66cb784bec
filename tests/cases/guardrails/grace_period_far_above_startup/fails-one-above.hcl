service "web" {
  health_check_grace_period = 271
}
