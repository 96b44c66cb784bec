environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  network {
    flow_log_retention_in_days = 30
  }
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
