# Users got 502 whenever an instance went: it was taken away while it still answered, the application was killed before it had ended, and Node.js
# closes a connection that has been idle for 5 s while the load balancer still uses it.

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
  startup_seconds = 60
  internet_egress = true

  longest_request_seconds  = 30
  shutdown_seconds         = 45
  deregistration_delay     = 15 # error[drain-shorter-than-longest-request] # cured:
  terminating_hook_timeout = 30 # error[terminating-hook-shorter-than-shutdown] # cured:
  keep_alive_seconds       = 5 # error[keep-alive-not-above-idle-timeout] # cured:   keep_alive_seconds       = 65

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
