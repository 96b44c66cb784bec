service "web" {
  environment = {
    DATABASE_URL = "postgres://app:hunter2@db.example.com:5432/shop"
  }
}
