# Commands and constraints of the other engine.

project = "shop"
region  = "us-east-1"

terraform {
  engine           = "opentofu"
  required_version = ">= 1.10.0"
}

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
