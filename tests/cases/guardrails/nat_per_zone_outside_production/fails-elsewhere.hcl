region = "eu-west-1"

network {
  nat = "per_az"
}
