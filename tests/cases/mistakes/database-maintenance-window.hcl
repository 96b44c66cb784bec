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
  maintenance_window = "sunday" # cured:   maintenance_window = "sun:04:00-sun:05:00"
}

environment "dev" {}
