service "web" {
  connects_to = ["database.main"]
}
