# A CDN alone: static files, no load balancer.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

cdn {}

environment "test" {}
