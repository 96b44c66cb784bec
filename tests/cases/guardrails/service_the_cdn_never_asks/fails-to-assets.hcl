cdn {
  behavior "api" {
    path_pattern = "/api/*"
    origin       = "assets"
  }
}

service "web" {
  paths = ["/api/*"]
}
