# Replicas that answer reads; the password is write-only then.
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
  read_replicas  = 2
}

environment "test" {}
