project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "100.0.0.0/16" # cured:   cidr_block = "100.64.0.0/16"
}

environment "dev" {}
