service "web" {
  environment = {
    DB_PASSWORD = "hunter2"
  }
}
