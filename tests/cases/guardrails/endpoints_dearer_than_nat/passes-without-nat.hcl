network {
  nat = "none"
  interface_endpoints = ["autoscaling", "ec2"]
}

service "web" {
  internet_egress = false
}
