# A shop: a static frontend on CloudFront, a storefront and an API on EC2 behind it, a worker that handles orders, and MySQL.
# What is not written here follows from what is; `tfgen show --env prod --origins` prints it all, and who set it.

project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

tags = {
  Owner = "platform"
}

# Made once by modules-out/bootstrap, used by every environment.
state {
  bucket = "shop-terraform-state-example"
}

# Plans pull requests, applies its branch. Bootstrap makes the roles for it.
github {
  repository = "example/shop"
}

network {
  cidr_block         = "10.20.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b"]
}

load_balancer {}

# The static frontend lies in the assets bucket. What the services answer goes through to the load balancer, uncached.
cdn {}

# Product pictures.
bucket "media" {
  standard_ia_days = 30
}

database "main" {
  instance_class = "db.t4g.small"
}

# Pages that are made for each customer.
service "storefront" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  packages        = ["nodejs22"]
  paths           = ["/shop/*", "/account/*"]
  startup_seconds = 60
  reads           = ["bucket.media"]
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  packages        = ["nodejs22"]
  paths           = ["/api/*"]
  connects_to     = ["database.main"]
  sends_to        = ["service.orders"]
  writes          = ["bucket.media"]
  internet_egress = true

  # Three to four minutes until it answers, and longer under load: the grace period follows from this number.
  startup_seconds         = 240
  longest_request_seconds = 25

  # Liveness knows nothing of the database: a failover must not replace the fleet. Readiness, asked once, does.
  readiness_path = "/ready"

  artifact {
    version = "1.0.0"
  }
}

# Orders are charged and shipped one after the other; nobody waits for them.
service "orders" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node orders.js"
  packages        = ["nodejs22"]
  startup_seconds = 60
  job_seconds     = 20
  pool_size       = 2
  connects_to     = ["database.main"]
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

# Cheap: one NAT instance, one instance a service, everything on CloudFront's own name.
environment "dev" {
  network {
    nat = "instance"
  }

  budget {
    monthly_usd = 250
  }
}

# Like production, but smaller.
environment "staging" {
  network {
    cidr_block = "10.21.0.0/16"
    nat        = "single"
  }

  dns {
    zone        = "example.com"
    domain_name = "staging.shop.example.com"
  }

  waf {}

  database "main" {
    multi_az = "standby"
  }
}

# Highly available: three zones, a NAT gateway in each, a standby, room to grow.
environment "prod" {
  production = true

  allow "class-without-alarm" {
    reason = "the trail of all accounts, and with it the root user, is watched in the security account"
  }

  network {
    cidr_block         = "10.22.0.0/16"
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  }

  dns {
    zone        = "example.com"
    domain_name = "shop.example.com"
  }

  waf {}

  database "main" {
    instance_class = "db.m7g.large"
    proxy          = true
  }

  service "storefront" {
    instance_type = "m7g.large"
    max_size      = 12

    scaling {
      cpu_target          = 55
      requests_per_target = 1500
    }
  }

  service "api" {
    instance_type = "m7g.large"
    max_size      = 12

    scaling {
      cpu_target = 55

      step {
        requests_threshold = 2000
      }
    }
  }

  service "orders" {
    mixed_instances_policy {
      instance_types                           = ["t4g.medium", "m7g.medium"]
      on_demand_base_capacity                  = 1
      on_demand_percentage_above_base_capacity = 0
    }
  }

  budget {
    monthly_usd = 2500
  }
}
