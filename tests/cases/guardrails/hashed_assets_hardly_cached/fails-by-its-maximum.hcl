cdn {
  static_assets {
    max_ttl = 3600
  }
}
