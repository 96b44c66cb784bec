flow "a" {
  from    = "s3"
  to      = "service.web"
  port    = 9090
  purpose = "a test"
}
