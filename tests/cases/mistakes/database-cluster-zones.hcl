project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b"] # cured:   availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

database "main" {
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}

environment "dev" {}
