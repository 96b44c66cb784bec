# Two buckets of the architecture, and a service that may use these.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

bucket "media" {
  standard_ia_days = 60
}

bucket "exports" {
  versioning      = false
  expiration_days = 30
  force_destroy   = false
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true
  reads           = ["bucket.media"]
  writes          = ["bucket.exports", "bucket.media"]

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
