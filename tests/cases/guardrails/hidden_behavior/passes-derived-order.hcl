cdn {
  behavior "own" {
    path_pattern = "/api/*"
    origin       = "load_balancer"
  }
}

service "web" {
  paths = ["/api/v1/*"]
}
