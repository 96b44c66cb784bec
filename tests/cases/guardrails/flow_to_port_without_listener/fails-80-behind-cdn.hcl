dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}

cdn {
  default_origin = "load_balancer"
}

flow "office" {
  from     = "10.99.0.0/24"
  to       = "load_balancer"
  port     = 80
  purpose  = "office"
}
