# The database was slow and nobody knew why: the default parameter group cannot be changed, and logs no slow query.

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
  instance_class       = "db.t4g.medium"
  parameter_group_name = "default.mysql8.4" # cannot-happen[default-parameter-group] # cured:
}

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
