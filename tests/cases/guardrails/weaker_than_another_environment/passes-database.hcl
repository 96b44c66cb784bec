environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  database "main" {
    instance_class = "db.m7g.large"
    multi_az       = "standby"
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

  database "main" {
    instance_class = "db.m7g.large"
  }
}
