# A CDN under a name whose certificate and records are somebody else's.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

cdn {
  default_origin      = "load_balancer"
  aliases             = ["shop.example.com"]
  acm_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d"
}

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
