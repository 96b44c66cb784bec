# Access logs that stay long enough to move to infrequent access, and not long enough for Glacier.
project = "logged"
region  = "us-east-1"

state {
  bucket = "logged-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

logs {
  expiration_days = 100
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

environment "test" {}
