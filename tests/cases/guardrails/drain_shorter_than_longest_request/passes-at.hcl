service "web" {
  longest_request_seconds = 30
  deregistration_delay    = 30
}
