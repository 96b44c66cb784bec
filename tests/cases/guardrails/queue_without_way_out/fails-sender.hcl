network {
  interface_endpoints = ["autoscaling"]
}

service "web" {
  internet_egress = false
  sends_to        = ["service.orders"]
}

service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node worker.js"
  startup_seconds = 60
  internet_egress = true
  job_seconds     = 90

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
