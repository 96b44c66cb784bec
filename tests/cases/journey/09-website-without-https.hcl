# A bucket as website has no HTTPS, the distribution before it has: mixed content, and redirects in a circle.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

bucket "website" {
  website = true # cannot-happen[assets-over-plain-http] # cured:
}

cdn {
  viewer_protocol_policy = "allow-all" # cannot-happen[assets-over-plain-http] # cured:
  default_origin         = "load_balancer"
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
