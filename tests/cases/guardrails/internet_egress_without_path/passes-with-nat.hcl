network {
  nat                 = "instance"
  interface_endpoints = ["autoscaling"]
}
