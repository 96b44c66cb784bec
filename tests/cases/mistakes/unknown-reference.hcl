project = "shop"
region  = "us-east-1"

state {
  bucket = "${projekt}-state" # cured:   bucket = "${project}-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
