# The same database held fewer connections than ten instances with a pool of twenty each want.

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
  instance_class = "db.t4g.micro" # error[more-connections-than-database-holds]
  proxy          = false # cured:   proxy          = true
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  max_size    = 10
  connects_to = ["database.main"]
  pool_size   = 20

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
