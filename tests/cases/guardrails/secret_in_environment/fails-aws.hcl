service "web" {
  environment = {
    KEY = "AKIAIOSFODNN7EXAMPLE"
  }
}
