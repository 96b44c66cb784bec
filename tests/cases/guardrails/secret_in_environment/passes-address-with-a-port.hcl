service "web" {
  environment = {
    DATABASE_URL = "postgres://app@db.example.com:5432/shop"
  }
}
