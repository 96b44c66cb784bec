service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node worker.js"
  startup_seconds = 60
  internet_egress = true
  job_seconds     = 90

  queue {
    visibility_timeout_seconds = 89
  }

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
