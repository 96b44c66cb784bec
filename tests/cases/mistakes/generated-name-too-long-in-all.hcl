project = "a-shop-for-garden-chairs-etc" # cured: project = "chairs"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

environment "development" {}
