network {
  interface_endpoints = ["ssm"]
}

flow "office" {
  from     = "service.web"
  to       = "vpc_endpoints"
  port     = 80
  purpose  = "office"
}
