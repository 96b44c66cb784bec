service "web" {
  max_size = 12

  scaling {
    cpu_target = 55
  }
}
