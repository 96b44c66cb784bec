# The cure that was tried: an invalidation of `/*.html`, which matches nothing, since a wildcard counts only at the end.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

cdn {
  default_origin     = "load_balancer"
  invalidation_paths = ["/*.html"] # cannot-happen[invalidation-wildcard-not-at-the-end] # cured:
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
