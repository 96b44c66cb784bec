# A service that sends to a worker's queue, through interface endpoints.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block          = "10.20.0.0/16"
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
    version = "1.0.0"
  }
}

environment "dev" {}
