cdn {
  default_origin = "load_balancer"

  behavior "own" {
    path_pattern = "/static/live/*"
    origin       = "load_balancer"
  }
}
