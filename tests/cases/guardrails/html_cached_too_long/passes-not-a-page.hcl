cdn {
  behavior "own" {
    path_pattern = "/prices.json"
    origin       = "assets"
    default_ttl  = 600
  }
}
