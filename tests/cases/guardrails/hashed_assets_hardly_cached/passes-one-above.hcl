cdn {
  default_origin = "load_balancer"

  static_assets {
    default_ttl = 86401
  }
}
