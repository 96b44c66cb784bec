# Small enough to be applied in a minute, and with something of most modules: what an upgrade must not destroy.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-upgrade-state"
}

network {
  cidr_block = "10.20.0.0/16"
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
    version = "1.0.0"
  }

  scaling {
    cpu_target = 60
  }
}

budget {
  monthly_usd = 300
}

environment "dev" {}
