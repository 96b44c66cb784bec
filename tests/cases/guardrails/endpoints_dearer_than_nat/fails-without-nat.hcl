network {
  nat = "none"
  interface_endpoints = ["autoscaling", "ec2", "ec2messages"]
}

service "web" {
  internet_egress = false
}
