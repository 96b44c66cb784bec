cdn {
  behavior "everything-api" {
    path_pattern = "/api*"
    origin       = "load_balancer"
  }

  api_paths = []
}

service "web" {
  paths = ["/api/*"]
}
