service "web" {
  environment = {
    TOKEN = "q7w3e9r1t5y2u8i4o6p0"
  }
}
