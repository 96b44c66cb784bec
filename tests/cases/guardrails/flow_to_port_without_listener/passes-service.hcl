flow "office" {
  from     = "10.99.0.0/24"
  to       = "service.web"
  port     = 9100
  purpose  = "office"
}
