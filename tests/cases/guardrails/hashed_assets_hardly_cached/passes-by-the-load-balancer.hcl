cdn {
  behavior "own" {
    path_pattern = "/static/live/*"
    origin       = "load_balancer"
  }
}
