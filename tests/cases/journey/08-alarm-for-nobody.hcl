# The alarm that came of it: without dimensions it sees nothing, and it was the only one that told anybody.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

alarm "high-cpu" { # cannot-happen[alarm-without-action] # cured:
  metric_name = "CPUUtilization" # cured:
  threshold   = 80 # cured:
} # cured:

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
