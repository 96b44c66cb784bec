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
  maintenance_window = "tue:01:30-tue:02:30" # cured:   maintenance_window = "tue:03:30-tue:04:30"
}

environment "dev" {}
