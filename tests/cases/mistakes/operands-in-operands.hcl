project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/opt/web/bin/serve"
  startup_seconds = 1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 * 1 * (1 # cured:   startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
