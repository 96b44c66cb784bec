service "web" {
  priority = 11
}

service "admin" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node admin.js"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/admin/*"]
  priority        = 10

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
