service "web" {
  longest_request_seconds = 59
}
