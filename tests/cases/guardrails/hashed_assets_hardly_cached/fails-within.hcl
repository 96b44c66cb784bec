cdn {
  default_origin = "load_balancer"

  behavior "own" {
    path_pattern = "/static/js/*"
    origin       = "assets"
    default_ttl  = 600
  }
}
