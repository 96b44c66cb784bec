service "web" {
  hosts = ["www.example.com"]
}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  startup_seconds = 60
  internet_egress = true
  hosts           = ["api.example.com"]

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
