cdn {
  static_assets {
    default_ttl = 86400
  }
}
