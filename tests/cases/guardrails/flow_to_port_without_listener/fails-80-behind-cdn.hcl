load_balancer {
  domain_name = "shop.example.com"
}

cdn {
  default_origin      = "load_balancer"
  aliases             = ["www.example.com"]
  acm_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
}

flow "office" {
  from     = "10.99.0.0/24"
  to       = "load_balancer"
  port     = 80
  purpose  = "office"
}
