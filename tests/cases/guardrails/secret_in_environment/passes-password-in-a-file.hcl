service "web" {
  environment = {
    DB_PASSWORD = "/run/secrets/db"
  }
}
