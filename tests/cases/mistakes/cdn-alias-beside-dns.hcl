project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}

cdn {
  aliases = ["www.shop.example.com"] # cured:
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  paths           = ["/api/*"]
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
