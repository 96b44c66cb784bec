environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  network {
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
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
