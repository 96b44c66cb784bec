# No way out: readiness is reported through an interface endpoint.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block          = "10.20.0.0/16"
  nat                 = "none"
  interface_endpoints = ["autoscaling"]
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
