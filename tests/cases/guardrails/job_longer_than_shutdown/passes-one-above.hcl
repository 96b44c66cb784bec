service "orders" {
  kind             = "worker"
  instance_type    = "t4g.small"
  command          = "/usr/bin/node worker.js"
  startup_seconds  = 60
  internet_egress  = true
  job_seconds      = 90
  shutdown_seconds = 91

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
