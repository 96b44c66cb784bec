service "web" {
  default_instance_warmup = 179

  scaling {
    cpu_target = 55

    step {
      requests_threshold = 1000
      evaluation_periods = 3
    }
  }
}
