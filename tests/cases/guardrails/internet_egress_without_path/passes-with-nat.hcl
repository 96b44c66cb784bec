network {
  nat                 = "single"
  interface_endpoints = ["autoscaling"]
}
