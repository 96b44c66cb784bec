project = "shop"
region  = "us-east-1"
tags    = { Team = "shop (eu)" } # cured: tags    = { Team = "shop eu" }

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
