service "web" {
  priority = 11
}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/api/*"]
  priority        = 10

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
