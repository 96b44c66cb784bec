cdn {
  default_origin = "load_balancer"

  static_assets {
    max_ttl = 3600
  }
}
