cdn {
  default_origin = "load_balancer"

  html {
    default_ttl = 3600
  }
}
