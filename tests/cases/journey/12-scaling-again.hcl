# The group scaled out again and again: the alarm still saw a load that instances which were not ready yet had already been launched for.

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
  command         = "/usr/bin/node server.js"
  startup_seconds = 240
  internet_egress = true

  scaling {
    cpu_target = 60

    step {
      requests_threshold = 1000
      evaluation_periods = 1 # error[step-window-shorter-than-warm-up] # cured:       evaluation_periods = 4
    }
  }

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
