cdn {
  behavior "everything" {
    path_pattern = "/*/*"
    origin       = "assets"
    precedence   = 1
  }
}
