# What every case and every page's example is laid over: an example is what an environment says, unless it declares environments itself, or
# a project, in which case it is the whole architecture.
project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

observability {
  cloudtrail_log_group_name = "/account/cloudtrail"
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  paths           = ["/api/*"]
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
