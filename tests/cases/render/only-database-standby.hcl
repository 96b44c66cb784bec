# A standby in another zone.
project = "only"
region  = "us-east-1"

state {
  bucket = "only-terraform-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

database "main" {
  instance_class = "db.t4g.medium"
  multi_az       = "standby"
}

environment "test" {}
