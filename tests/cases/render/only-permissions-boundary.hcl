# Every role carries the boundary: flow logs, the NAT instance, the service.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

identity {
  permissions_boundary = "arn:aws:iam::123456789012:policy/developers"
}

network {
  cidr_block = "10.0.0.0/16"
  nat        = "instance"
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "tiny-artifacts"
    version = "1.0.0"
  }
}

environment "test" {}
