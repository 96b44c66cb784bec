cdn {
  html {
    default_ttl = 301
  }
}
