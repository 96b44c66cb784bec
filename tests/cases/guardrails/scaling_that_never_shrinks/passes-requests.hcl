service "web" {
  max_size = 12

  scaling {
    requests_per_target = 1000

    step {
      requests_threshold = 2000
    }
  }
}
