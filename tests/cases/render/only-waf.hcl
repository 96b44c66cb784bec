# A firewall in front of the load balancer, plain HTTP.
project = "tiny"
region  = "us-east-1"

state {
  bucket = "tiny-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

waf {}

environment "test" {}
