# A small shop: a storefront and an API behind one load balancer, in three environments.
# What is not written here is derived from what is; `tfgen show --env dev --origins` prints it all.

project = "shop"
region  = "us-east-1"

tags = {
  Owner = "platform"
}

# Made once by modules-out/bootstrap, used by every environment.
state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block         = "10.20.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b"]
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  packages        = ["nodejs22"]
  paths           = ["/*"]
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts-example"
    version = "1.0.0"
  }
}

service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  packages        = ["nodejs22"]
  paths           = ["/api/*"]
  readiness_path  = "/ready"
  internet_egress = true

  # Three to four minutes until the API answers, and longer under load: the grace period follows from this number.
  startup_seconds         = 240
  longest_request_seconds = 25
  shutdown_seconds        = 30

  environment = {
    LOG_LEVEL = "info"
  }

  artifact {
    bucket  = "shop-artifacts-example"
    version = "1.0.0"
  }
}

# Cheap: one NAT instance, one instance a service, plain HTTP on the load balancer's own name.
environment "dev" {
  network {
    nat = "instance"
  }
}

# Like production, but smaller.
environment "staging" {
  network {
    cidr_block = "10.21.0.0/16"
    nat        = "single"
  }

  load_balancer {
    domain_name = "staging.shop.example.com"
  }
}

# Highly available: three zones, a NAT gateway in each, room to grow.
environment "prod" {
  production = true

  network {
    cidr_block         = "10.22.0.0/16"
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
  }

  load_balancer {
    domain_name = "shop.example.com"
  }

  service "web" {
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
}
