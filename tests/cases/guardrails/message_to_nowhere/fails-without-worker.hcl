service "web" {
  sends_to = ["service.orders"]
}
