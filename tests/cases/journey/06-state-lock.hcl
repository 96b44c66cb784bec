# A lock held for hours that nobody could find: one key, copied from environment to environment, and a lock table, which Terraform has deprecated
# since.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
  locking        = "dynamodb" # warning[dynamodb-locking-deprecated] # cured:   locking        = "both"
  dynamodb_table = "terraform-locks"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {
  state {
    key = "infrastructure/terraform.tfstate"
  }
}

environment "staging" {
  network {
    cidr_block = "10.21.0.0/16"
  }

  state {
    key = "infrastructure/terraform.tfstate" # error[two-environments-with-one-state-key] # cured:
  }
}
