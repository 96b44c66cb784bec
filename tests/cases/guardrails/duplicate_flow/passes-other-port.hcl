flow "a" {
  from    = "10.0.0.0/20"
  to      = "service.web"
  port    = 9090
  purpose = "a test"
}

flow "b" {
  from    = "10.0.0.0/20"
  to      = "service.web"
  port    = 9091
  purpose = "a test"
}
