account_id = "123456789012"

github {
  repository = "acme/shop"
}

environment "dev" {
  service "plan" {
    instance_type   = "t4g.small"
    port            = 8080
    command         = "/usr/bin/node server.js"
    paths           = ["/x/*"]
    startup_seconds = 60
    internet_egress = true

    artifact {
      bucket  = "shop-artifacts"
      version = "1.0.0"
    }
  }
}
