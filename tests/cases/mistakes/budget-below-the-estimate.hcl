project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

usage {
  data_processed_by_nat_gb = 1000
}

environment "dev" {
  budget {
    monthly_usd = 50 # cured:     monthly_usd = 150
  }
}
