# The failover went as it should, and the shop was gone for three minutes: five tries were over after 2 + 4 + 6 + 8 + 10 s, and a health check that
# asks the database, three times in a minute and a half, had the whole fleet replaced.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

database "main" {
  instance_class = "db.t4g.medium"
  multi_az       = "standby"
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  connects_to   = ["database.main"]
  retry_seconds = 30 # error[retry-window-shorter-than-failover] # cured:   retry_seconds = 150

  health_check {
    path                = "/health"
    checks              = ["database.main"] # error[liveness-that-depends-on-database] # cured:
    interval            = 30
    unhealthy_threshold = 3
  }

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
