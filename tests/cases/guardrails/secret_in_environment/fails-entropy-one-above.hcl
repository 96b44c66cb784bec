service "web" {
  environment = {
    TOKEN = "0aojochjgffchlnamlpficdo"
  }
}
