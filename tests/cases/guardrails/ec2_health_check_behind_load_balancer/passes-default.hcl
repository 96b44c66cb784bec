service "web" {
  port = 8081
}
