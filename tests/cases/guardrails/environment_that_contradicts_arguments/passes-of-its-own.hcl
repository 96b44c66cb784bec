service "web" {
  environment = {
    REPORT_POOL_SIZE = "5"
  }
}
