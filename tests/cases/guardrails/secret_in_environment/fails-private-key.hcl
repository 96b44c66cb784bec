service "web" {
  environment = {
    PEM = "-----BEGIN RSA PRIVATE KEY-----"
  }
}
