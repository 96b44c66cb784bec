network {
  interface_endpoints = ["autoscaling"]
}

service "web" {
  internet_egress = false
}
