project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
  availability_zone = ["us-east-1a", "us-east-1b"] # cured:
}

environment "dev" {}
