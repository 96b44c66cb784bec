project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

database "main" {
  instance_class = "db.t4g.medium"
}

flow "admin" { # cured: 
  from    = "10.99.0.0/24" # cured: 
  to      = "database_proxy.main" # cured: 
  port    = 3306 # cured: 
  purpose = "queries of the office" # cured: 
} # cured: 

environment "dev" {}
