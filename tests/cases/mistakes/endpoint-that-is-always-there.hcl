project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
  interface_endpoints = ["ssm", "s3"] # cured:   interface_endpoints = ["ssm"]
}

environment "dev" {}
