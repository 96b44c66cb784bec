cdn {
  html {
    default_ttl = 3600
  }
}
