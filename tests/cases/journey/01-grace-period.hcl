# The group kept terminating healthy instances: the application needs three to four minutes, AWS's own health check five good answers half a
# minute apart, and the group judged after five minutes. What the load balancer saw, the group did not ask for.

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

  health_check_type         = "EC2" # error[ec2-health-check-behind-load-balancer] # cured:   health_check_type         = "ELB"
  health_check_grace_period = 300 # error[grace-period-shorter-than-startup] # cured:   health_check_grace_period = 600

  health_check {
    interval          = 30
    healthy_threshold = 5
  }

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
