cdn {
  behavior "own" {
    path_pattern = "/api/*"
    origin       = "assets"
    precedence   = 1
  }
}

service "web" {
  paths = ["/api/v1/*"]
}
