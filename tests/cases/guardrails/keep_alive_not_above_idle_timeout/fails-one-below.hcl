service "web" {
  keep_alive_seconds = 59
}
