network {
  interface_endpoints = ["ssm"]
}

flow "a" {
  from    = "10.0.0.0/20"
  to      = "vpc_endpoints"
  port    = 444
  purpose = "a test"
}
