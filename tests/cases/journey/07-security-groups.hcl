# Rules that overlapped, that let in whoever asked, and of which nobody knew what they were for.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

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

flow "shell" {
  from    = "0.0.0.0/0" # cannot-happen[open-to-the-world] # cured:   from    = "10.9.0.0/24"
  to      = "service.web"
  port    = 22
  purpose = "shell from the office"
}

flow "metrics" {
  from    = "10.9.0.0/24"
  to      = "service.web"
  port    = 9100
  purpose = "" # cannot-happen[flow-without-purpose] # cured:   purpose = "metrics, read from the office"
}

environment "dev" {}
