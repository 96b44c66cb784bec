cdn {
  default_origin = "load_balancer"

  html {
    default_ttl = 3601
    max_ttl     = 86400
  }
}
