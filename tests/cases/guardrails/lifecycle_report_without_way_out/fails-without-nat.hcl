network {
  nat = "none"
}
