service "web" {
  min_size = 2
  max_size = 3

  scaling {
    cpu_target = 55
  }
}
