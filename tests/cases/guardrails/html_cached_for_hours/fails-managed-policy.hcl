cdn {
  behavior "pages" {
    path_pattern = "/*.html"
    origin       = "assets"
    cache_policy = "CachingOptimized"
  }
}
