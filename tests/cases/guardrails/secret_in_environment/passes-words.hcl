service "web" {
  environment = {
    ORIGINS = "https://www.shop.example.com/checkout/v2"
  }
}
