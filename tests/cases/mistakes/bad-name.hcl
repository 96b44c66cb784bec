project = "Shop_1" # cured: project = "shop-1"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
