# A CDN alone: no load balancer, no service.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
}

cdn {}

environment "dev" {}
