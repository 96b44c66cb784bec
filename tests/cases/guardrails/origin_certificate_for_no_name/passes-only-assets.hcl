project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {
  domain_name = "shop.example.com"
}

cdn {}

environment "test" {}
