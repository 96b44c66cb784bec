environment "staging" {
  load_balancer {
    domain_name                = "staging.example.com"
    enable_deletion_protection = true
  }
}

environment "prod" {
  production = true

  network {
    cidr_block = "10.1.0.0/16"
  }

  load_balancer {
    domain_name                = "shop.example.com"
    enable_deletion_protection = false
  }
}
