cdn {
  behavior "pages" {
    path_pattern = "/index.html"
    origin       = "assets"
  }
}
