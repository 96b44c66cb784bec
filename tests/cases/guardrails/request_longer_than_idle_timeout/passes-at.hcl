service "web" {
  longest_request_seconds = 60
}
