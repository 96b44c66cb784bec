service "web" {
  environment = {
    JOB_SECONDS = "5"
  }
}
