service "web" {
  environment = {
    NAME = "MAKIANDMORELETTERS"
  }
}
