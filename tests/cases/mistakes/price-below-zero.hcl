project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

price "network.nat_gateway_hour" {
  usd    = -0.03 # cured:   usd    = 0.03
  as_of  = "2026-09-31" # cured:   as_of  = "2026-09-30"
  source = "" # cured:   source = "private offer of 2026"
}

environment "dev" {}
