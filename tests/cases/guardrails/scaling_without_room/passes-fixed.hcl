service "web" {
  min_size = 2
  max_size = 2
}
