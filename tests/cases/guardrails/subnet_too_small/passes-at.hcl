network {
  cidr_block = "10.0.0.0/22"
}

service "web" {
  max_size = 49
}
