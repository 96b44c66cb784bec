project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

 # cured: load_balancer {}

flow "office" {
  from    = "load_balancer"
  to      = "10.99.0.0/24"
  port    = 443
  purpose = "login"
}

environment "dev" {}
