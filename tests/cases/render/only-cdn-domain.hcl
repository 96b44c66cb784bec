# A CDN under a name of its own, in a region that is not CloudFront's.

project = "shop"
region  = "eu-west-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}

cdn {
  default_origin = "load_balancer"
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
