# The role was right, as the simulator said, and no instance had it: the instance profile was attached to nothing.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

bucket "media" {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true
  reads           = ["bucket.media"]

  iam_instance_profile = "" # cannot-happen[role-without-instance-profile] # cured:

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
