flow "a" {
  from    = "service.web"
  to      = "10.1.0.0/20"
  port    = 9090
  purpose = "a test"
}
