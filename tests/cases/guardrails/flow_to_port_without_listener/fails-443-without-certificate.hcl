flow "office" {
  from     = "10.99.0.0/24"
  to       = "load_balancer"
  port     = 443
  purpose  = "office"
}
