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
  monitoring_interval = 20 # cured:   monitoring_interval = 15
}

environment "dev" {}
