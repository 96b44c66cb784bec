cdn {
  default_origin = "load_balancer"

  behavior "pages" {
    path_pattern = "/index.html"
    origin       = "assets"
  }
}
