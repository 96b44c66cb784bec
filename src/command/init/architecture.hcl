# The architecture of a shop, for tfgen. `tfgen render --all` turns it into Terraform, one folder per environment
# in modules-out/, to be committed and reviewed like everything else.
#
# What is written here is the base. Each `environment` block at the end lays its own values over it. Everything left
# out has a default; `tfgen show --env dev --origins` prints all of them, and who set which.
#
# Text may hold ${project}, ${environment} and ${region}.

project = "shop"
region  = "eu-central-1"

# The account everything is in; an environment may name another one. Credentials for any other are refused.
account_id = "123456789012"

# Put on every resource, besides Project and Environment.
tags = {
  Owner = "platform"
}

# Where the Terraform state lies. modules-out/bootstrap/ creates the bucket; its README says how to start.
# Bucket names are unique worldwide: choose your own.
state {
  bucket = "shop-terraform-state-change-me"
}

# The repository that plans pull requests and applies its main branch: `tfgen ci github` writes the workflows, and bootstrap makes their
# roles. Without it people plan and apply.
github {
  repository = "my-organisation/shop"
}

network {
  # Room for eight zones of three subnets each. Give environments that will ever be connected different ranges.
  cidr_block         = "10.10.0.0/16"
  availability_zones = ["eu-central-1a", "eu-central-1b"]

  # How private subnets reach the internet:
  #   none      not at all
  #   instance  through a t4g.nano that replaces itself: a tenth of a gateway's price, a minute's gap when it dies
  #   single    through one NAT gateway: its zone takes all others down with it
  #   per_az    through a gateway in every zone
  nat = "instance"
}

# Without a certificate it listens on port 80, which only environments that are not production may do.
load_balancer {
  idle_timeout = 60
}

# What customers see. It gets every request that no other service asks for.
service "web" {
  instance_type = "t4g.small"
  port          = 3000
  packages      = ["nodejs22"]
  command       = "/usr/bin/node server.js"

  # s3://shop-artifacts/web/1.0.0.tar.gz, unpacked on every instance as it starts.
  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }

  environment = {
    LOG_LEVEL = "info"
  }

  # How long it takes at worst from launch until it answers, and from SIGTERM until it has ended. Grace period,
  # warm-up, drain and lifecycle hooks follow from these two and from the longest request.
  startup_seconds         = 90
  shutdown_seconds        = 20
  longest_request_seconds = 15

  # Two questions that must not be mixed up. Liveness: is the process able to answer at all? An instance that fails
  # is replaced. Readiness: can it do its work? An instance is let into service once it can; a database that is down
  # later must not replace the whole fleet.
  health_check {
    path = "/healthz"
  }
  readiness_path = "/readyz"

  # May open connections to the internet, on port 443 only. Instances tell Auto Scaling that they are ready, which takes
  # this or an interface endpoint for "autoscaling".
  internet_egress = true

  min_size = 1
  max_size = 4

  # Grows and shrinks so that CPU stays near this many per cent.
  scaling {
    cpu_target = 60
  }
}

# The same network and load balancer, another path.
service "api" {
  instance_type   = "t4g.small"
  port            = 8080
  paths           = ["/api/*"]
  command         = "/opt/api/bin/serve"
  startup_seconds = 120

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }

  internet_egress = true

  min_size = 1
  max_size = 4

  # CPU says little about a service that waits for others; requests say more.
  scaling {
    requests_per_target = 1200
  }
}

# ----------------------------------------------------------------------------------------------------------------------
# Environments. A block is merged with the one of the same name above; an argument, a list included, replaces it.
# ----------------------------------------------------------------------------------------------------------------------

# As cheap as it gets.
environment "dev" {
  service "web" {
    max_size = 2

    environment = {
      LOG_LEVEL = "debug"
    }
  }
}

# Shaped like prod, sized like dev.
environment "staging" {
  network {
    cidr_block = "10.20.0.0/16"
    nat        = "single"
  }
}

# `production = true` asks for high availability: tfgen then refuses what cannot survive the loss of a zone.
environment "prod" {
  production = true

  network {
    cidr_block         = "10.30.0.0/16"
    availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    nat                = "per_az"
  }

  # A login of the account's root user becomes an alarm once the trail has one: `cloudtrail_log_group_name` in `observability`.
  allow "class-without-alarm" {
    reason = "the account's trail writes to no log group yet"
  }

  # An issued certificate for this domain must exist in ACM, in this region: it is looked up.
  load_balancer {
    domain_name = "shop.example.com"
  }

  service "web" {
    instance_type = "m7g.large"
    min_size      = 3
    max_size      = 12
  }

  service "api" {
    instance_type = "m7g.large"
    min_size      = 3
    max_size      = 12
  }
}
