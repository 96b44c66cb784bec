flow "a" {
  from    = "load_balancer"
  to      = "10.1.0.0/20"
  port    = 9090
  purpose = "a test"
}
