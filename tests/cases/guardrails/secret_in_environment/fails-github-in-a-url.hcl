service "web" {
  environment = {
    REPO = "https://x:ghp_exampleexampleexample@github.com/shop/shop"
  }
}
