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
  environment = { KEYS = "%{ for a in [1, 2, 3, 4, 5, 6, 7, 8] }%{ for b in [1, 2, 3, 4, 5, 6, 7, 8] }%{ for c in [1, 2, 3, 4, 5, 6, 7, 8] }not a secret but many plain words%{ endfor }%{ endfor }%{ endfor }" } # cured:   environment = { KEYS = "in the artifact" }
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
