project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "8.8.0.0/16" # cured:   cidr_block = "10.8.0.0/16"
}

environment "dev" {}
