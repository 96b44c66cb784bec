dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}

cdn {}

service "web" {
  paths = ["/api/*"]
}
