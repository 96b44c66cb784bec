project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

state {
  bucket  = "shop-state"
  locking = "both"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {
  account_id = "210987654321"

  state {
    locking = "both" # cured:     locking = "s3"
  }
}
