cdn {
  default_origin = "load_balancer"

  behavior "own" {
    path_pattern = "/prices.json"
    origin       = "assets"
    default_ttl  = 600
  }
}
