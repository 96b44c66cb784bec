project = "shop"
region  = "us-east" # cured: region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
