cdn {
  behavior "own" {
    path_pattern = "/static/js/*"
    origin       = "assets"
    default_ttl  = 600
  }
}
