environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  waf {}
}

environment "prod" {
  production = true

  load_balancer {
    domain_name = "shop.example.com"
  }

  network {
    cidr_block = "10.1.0.0/16"
  }
}
