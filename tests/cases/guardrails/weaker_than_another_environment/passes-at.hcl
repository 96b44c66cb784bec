environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  service "web" {
    min_size = 3
    max_size = 9
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

  service "web" {
    min_size = 3
    max_size = 9
  }
}
