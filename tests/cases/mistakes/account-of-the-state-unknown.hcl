project    = "shop"
region     = "us-east-1"
account_id = null # cured: account_id = "123456789012"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}

environment "prod" {
  account_id = "210987654321"

  network {
    cidr_block = "10.21.0.0/16"
  }
}
