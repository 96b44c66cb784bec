service "web" {
  environment = {
    DB_PASSWORD = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db"
  }
}
