project = "shop"
region  = "us-east-1"
terraform { required_version = "latest" } # cured: terraform { required_version = ">= 1.10" }

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
