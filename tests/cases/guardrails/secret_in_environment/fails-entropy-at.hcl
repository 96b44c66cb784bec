service "web" {
  environment = {
    TOKEN = "0aejklmbbocicflejamdbdmd"
  }
}
