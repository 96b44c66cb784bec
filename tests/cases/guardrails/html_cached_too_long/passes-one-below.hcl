cdn {
  html {
    default_ttl = 299
  }
}
