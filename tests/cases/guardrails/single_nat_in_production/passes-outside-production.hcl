network {
  nat = "single"
}
