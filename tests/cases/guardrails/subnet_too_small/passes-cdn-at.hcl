network {
  cidr_block = "10.0.0.0/22"
}

cdn {
  default_origin = "load_balancer"
}

service "web" {
  max_size = 41
}
