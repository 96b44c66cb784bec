flow "a" {
  from    = "10.0.0.0/20"
  to      = "10.1.0.0/20"
  port    = 9090
  purpose = "a test"
}
