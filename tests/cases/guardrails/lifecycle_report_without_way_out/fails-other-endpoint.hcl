network {
  interface_endpoints = ["ssm"]
}

service "web" {
  internet_egress = false
}
