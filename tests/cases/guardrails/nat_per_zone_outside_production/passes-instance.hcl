network {
  nat = "instance"
}
