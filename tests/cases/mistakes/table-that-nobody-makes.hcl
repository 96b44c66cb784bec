project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state" # cured:   bucket = "shop-state"
 # cured:   locking = "both"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {
  state {
    locking = "dynamodb"
  }
}
