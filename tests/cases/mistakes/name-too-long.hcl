project = "a-project-with-a-very-long-name-indeed" # cured: project = "a-project"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "dev" {}
