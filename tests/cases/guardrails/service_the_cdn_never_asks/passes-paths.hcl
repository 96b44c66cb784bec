cdn {}

service "web" {
  paths = ["/api/*"]
}
