cdn {
  origin_read_timeout = 30
}

service "web" {
  paths                   = ["/api/*"]
  longest_request_seconds = 31
}
