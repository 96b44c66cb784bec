# Variables of the application, one of them tfgen's own.

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

  environment = {
    ENVIRONMENT = "trial"
    LOG_LEVEL   = "info"
    QUOTES      = "a \"b\" 'c'\nd"
  }

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
