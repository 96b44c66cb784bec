project = "shop"
region  = "cn-north-1" # cured: region  = "eu-north-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
