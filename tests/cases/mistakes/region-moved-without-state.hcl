project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state" # cured:   bucket = "shop-state"
 # cured:   region = "us-east-1"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {
  region = "eu-west-1"
}
