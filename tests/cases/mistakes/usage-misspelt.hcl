project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

usage {
  request_per_month = 5000000 # cured:   requests_per_month = 5000000
}

environment "dev" {}
