production = true

load_balancer {
  domain_name = "shop.example.com"
}

network {
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

database "main" {
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}
