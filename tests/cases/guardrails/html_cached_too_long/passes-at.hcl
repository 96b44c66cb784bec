cdn {
  html {
    default_ttl = 300
  }
}
