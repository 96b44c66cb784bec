cdn {
  behavior "own" {
    path_pattern = "/shop/"
    origin       = "assets"
    default_ttl  = 600
  }
}
