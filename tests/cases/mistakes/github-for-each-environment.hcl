project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

github {
  repository = "acme/shop-${environment}" # cured:   repository = "acme/shop"
}

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
