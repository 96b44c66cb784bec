environment "dev" {
  network {
    cidr_block = "10.0.252.0/22"
  }
}

environment "prod" {
  network {
    cidr_block = "10.0.0.0/16"
  }
}
