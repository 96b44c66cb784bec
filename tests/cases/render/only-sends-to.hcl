# A service that sends to a worker's queue, through interface endpoints.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

network {
  cidr_block          = "10.0.0.0/16"
  nat                 = "none"
  interface_endpoints = ["autoscaling", "sqs"]
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  sends_to        = ["service.orders"]

  artifact {
    bucket  = "tiny-artifacts"
    version = "1.0.0"
  }
}

service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node worker.js"
  startup_seconds = 40
  job_seconds     = 90

  artifact {
    bucket  = "tiny-artifacts"
    version = "1.0.0"
  }
}

environment "test" {}
