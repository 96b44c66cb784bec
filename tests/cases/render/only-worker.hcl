# A worker behind a queue, and no load balancer at all.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node worker.js"
  startup_seconds = 40
  job_seconds     = 90
  internet_egress = true

  artifact {
    bucket  = "tiny-artifacts"
    version = "1.0.0"
  }
}

environment "test" {}
