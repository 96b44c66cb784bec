cdn {
  default_origin = "load_balancer"

  behavior "own" {
    path_pattern = "/shop/*.html"
    origin       = "assets"
    default_ttl  = 600
  }
}
