cdn {
  default_origin = "load_balancer"

  behavior "pages" {
    path_pattern = "/*.html"
    origin       = "assets"
    cache_policy = "CachingDisabled"
  }
}
