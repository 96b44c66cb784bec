service "web" {
  internet_egress = true
}
