service "web" {
  environment = {
    TOKEN = "0aiklgfmdfbmhgcdldblikmd"
  }
}
