project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {} # cured: load_balancer { domain_name = "shop.example.com" }

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

observability {
  cloudtrail_log_group_name = "/account/cloudtrail"
}

environment "dev" {
  production = true
}
