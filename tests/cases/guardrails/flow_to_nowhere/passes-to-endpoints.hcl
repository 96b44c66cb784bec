network {
  interface_endpoints = ["ssm"]
}

flow "a" {
  from    = "10.99.0.0/20"
  to      = "vpc_endpoints"
  port    = 443
  purpose = "a test"
}
