project = "garden-chairs"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

database "orders-and-customers" { # cured: database "orders" {
  instance_class = "db.t4g.medium"
}

environment "development-two" {}
