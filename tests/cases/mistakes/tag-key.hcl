project = "shop"
region  = "us-east-1"
tags    = { "aws:team" = "shop" } # cured: tags    = { team = "shop" }

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
