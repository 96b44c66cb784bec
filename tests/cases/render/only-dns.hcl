# A public name with its certificate for the load balancer.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}

load_balancer {}

environment "test" {}
