cdn {
  default_origin = "load_balancer"

  behavior "everything" {
    path_pattern = "/*/*"
    origin       = "assets"
    precedence   = 1
  }
}
