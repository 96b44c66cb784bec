project = "garden-chairs"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

bucket "pictures-of-all-articles" {}

environment "development" {}
