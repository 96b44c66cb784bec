service "web" {
  recovery_time_objective_seconds = 199
}
