production = true

load_balancer {
  domain_name = "shop.example.com"
}

database "main" {
  instance_class          = "db.m7g.large"
  backup_retention_period = 7
}
