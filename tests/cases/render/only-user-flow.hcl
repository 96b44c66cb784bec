# Traffic that the model does not know of, each kind of endpoint.

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
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

flow "statsd" {
  from     = "service.web"
  to       = "10.99.0.0/24"
  port     = 8125
  protocol = "udp"
  purpose  = "metrics to the office, through the VPN"
}

flow "carts" {
  from    = "service.web"
  to      = "dynamodb"
  port    = 443
  purpose = "carts"
}

flow "admin" {
  from    = "10.99.0.0/24"
  to      = "load_balancer"
  port    = 80
  purpose = "admin pages from the office"
}

environment "dev" {}
