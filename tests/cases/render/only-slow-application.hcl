# Everything that is derived from the three durations moves.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

service "web" {
  instance_type           = "t4g.small"
  port                    = 8080
  command                 = "/usr/bin/node server.js"
  startup_seconds         = 60
  internet_egress         = true
  shutdown_seconds        = 120
  longest_request_seconds = 60

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
