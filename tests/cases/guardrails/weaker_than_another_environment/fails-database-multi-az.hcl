environment "staging" {
  load_balancer {
    domain_name = "staging.example.com"
  }

  network {
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  }

  database "main" {
    instance_class = "db.m6gd.large"
    multi_az       = "cluster"
  }
}

environment "prod" {
  production = true

  load_balancer {
    domain_name = "shop.example.com"
  }

  network {
    cidr_block         = "10.1.0.0/16"
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  }

  database "main" {
    instance_class = "db.m6gd.large"
  }
}
