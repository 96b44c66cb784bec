project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node worker.js"
  startup_seconds = 40
 # cured:   job_seconds     = 90
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

environment "dev" {}
