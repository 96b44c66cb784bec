service "web" {
  environment = {
    KEEP_ALIVE_SECONDS = "65"
  }
}
