# Twelve services: names as long as they may be, several databases, flows of the user's own.

project    = "shop"
region     = "ap-southeast-2"
production = true

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block          = "172.16.0.0/16"
  availability_zones  = ["ap-southeast-2a", "ap-southeast-2b", "ap-southeast-2c"]
  nat                 = "per_az"
  interface_endpoints = ["autoscaling", "logs", "secretsmanager", "ssm", "ssmmessages", "ec2messages"]
}

load_balancer {}

cdn {}

dns {
  zone        = "example.com"
  domain_name = "a-rather-long-name-for-a-shop.shop.example.com"
}

waf {}

bucket "media" {}

bucket "exports-for-the-warehouse-team" {}

database "main" {
  instance_class = "db.m7g.large"
  proxy          = true
  read_replicas  = 3
}

database "orders" {
  engine         = "postgres"
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}

service "account" {
  instance_type   = "m7g.large"
  port            = 8000
  command         = "/opt/account/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/account/*"]
  connects_to     = ["database.main"]
  sends_to        = ["service.mail-out"]

  artifact {
    version = "1.0.0"
  }
}

service "api" {
  instance_type   = "m7g.large"
  port            = 8001
  command         = "/opt/api/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/api/*"]
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

service "cart" {
  instance_type   = "m7g.large"
  port            = 8002
  command         = "/opt/cart/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/cart/*"]
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

service "catalogue" {
  instance_type   = "m7g.large"
  port            = 8003
  command         = "/opt/catalogue/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/catalogue/*"]
  connects_to     = ["database.main"]
  sends_to        = ["service.thumbnails-of-product-pictures"]
  writes          = ["bucket.media"]

  artifact {
    version = "1.0.0"
  }
}

service "checkout" {
  instance_type   = "m7g.large"
  port            = 8004
  command         = "/opt/checkout/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/checkout/*"]
  connects_to     = ["database.main"]
  sends_to        = ["service.orders", "service.invoices", "service.mail-out"]

  artifact {
    version = "1.0.0"
  }
}

service "search" {
  instance_type   = "m7g.large"
  port            = 8005
  command         = "/opt/search/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/search/*"]
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

service "storefront" {
  instance_type   = "m7g.large"
  port            = 8006
  command         = "/opt/storefront/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/storefront/*"]
  reads           = ["bucket.media"]

  artifact {
    version = "1.0.0"
  }
}

service "product-reviews" {
  instance_type   = "m7g.large"
  port            = 8007
  command         = "/opt/product-reviews/current/run"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/product-reviews/*"]
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

service "invoices" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/opt/invoices/current/run"
  startup_seconds = 60
  job_seconds     = 20
  internet_egress = true
  connects_to     = ["database.orders"]
  writes          = ["bucket.exports-for-the-warehouse-team"]

  artifact {
    version = "1.0.0"
  }
}

service "mail-out" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/opt/mail-out/current/run"
  startup_seconds = 60
  job_seconds     = 20
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/opt/orders/current/run"
  startup_seconds = 60
  job_seconds     = 20
  internet_egress = true
  connects_to     = ["database.orders"]

  artifact {
    version = "1.0.0"
  }
}

service "thumbnails-of-product-pictures" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/opt/thumbnails-of-product-pictures/current/run"
  startup_seconds = 60
  job_seconds     = 20
  internet_egress = true
  reads           = ["bucket.media"]
  writes          = ["bucket.media"]

  artifact {
    version = "1.0.0"
  }
}

flow "office" {
  from     = "10.99.0.0/24"
  to       = "service.search"
  port     = 8125
  protocol = "udp"
  purpose  = "statsd from the office, through the VPN"
}

flow "warehouse" {
  from    = "192.168.0.0/24"
  to      = "service.api"
  port    = 8001
  purpose = "reports of the warehouse"
}

flow "search-of-the-cart" {
  from    = "service.cart"
  to      = "service.search"
  port    = 8005
  purpose = "what else could be in the cart"
}

flow "sessions" {
  from    = "service.account"
  to      = "dynamodb"
  port    = 443
  purpose = "sessions"
}

environment "prod" {}
