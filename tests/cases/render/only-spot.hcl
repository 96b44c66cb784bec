# Several types, half of them spot.

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

  mixed_instances_policy {
    instance_types                           = ["t4g.medium"]
    on_demand_base_capacity                  = 1
    on_demand_percentage_above_base_capacity = 50
  }
}

environment "dev" {}
