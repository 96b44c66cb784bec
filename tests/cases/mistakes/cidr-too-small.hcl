project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/24" # cured:   cidr_block = "10.20.0.0/22"
}

environment "dev" {}
