# Three instances in three zones.
project = "only"
region  = "us-east-1"

state {
  bucket = "only-terraform-state"
}

network {
  cidr_block         = "10.0.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

database "main" {
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}

environment "test" {}
