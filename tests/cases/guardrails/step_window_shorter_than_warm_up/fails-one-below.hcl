service "web" {
  default_instance_warmup = 180

  scaling {
    step {
      requests_threshold = 1000
      evaluation_periods = 2
    }
  }
}
