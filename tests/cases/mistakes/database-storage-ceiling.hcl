project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

database "main" {
  instance_class = "db.t4g.medium"
  allocated_storage = 100
  max_allocated_storage = 105 # cured:   max_allocated_storage = 110
}

environment "dev" {}
