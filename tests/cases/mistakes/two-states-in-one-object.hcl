project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
  key    = "terraform.tfstate" # cured:   key = "${environment}.tfstate"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}

environment "prod" {}
