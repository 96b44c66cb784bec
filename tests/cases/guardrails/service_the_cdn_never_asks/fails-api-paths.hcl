cdn {
  api_paths = ["/shop/*"]
}

service "web" {
  paths = ["/api/*"]
}
