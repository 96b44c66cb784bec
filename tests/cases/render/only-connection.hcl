# A service that connects to a database.
project = "only"
region  = "us-east-1"

state {
  bucket = "only-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  startup_seconds = 60
  internet_egress = true
  connects_to     = ["database.main"]
  pool_size       = 5

  artifact {
    bucket  = "only-artifacts"
    version = "1.0.0"
  }
}

database "main" {
  instance_class = "db.t4g.small"
}

environment "test" {}
