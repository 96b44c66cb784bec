production = true

load_balancer {
  domain_name = "shop.example.com"
}

network {
  nat = "instance"
}
