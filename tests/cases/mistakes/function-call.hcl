project = "shop"
region  = "us-east-1"

state {
  bucket = lower("Shop-state") # cured:   bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
