# What the drawn architectures start from: a web service and a worker, a database behind both.
project = "drawn"
region  = "us-east-1"

state {
  bucket = "drawn-state"
}

network {
  cidr_block         = "10.0.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

load_balancer {}

database "main" {
  instance_class          = "db.m6gd.large"
  backup_retention_period = 7
}

service "web" {
  instance_type   = "m7g.large"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true
  connects_to     = ["database.main"]
  pool_size       = 2
  readiness_path  = "/ready"

  artifact {
    version = "1.0.0"
  }
}

service "jobs" {
  kind            = "worker"
  instance_type   = "m7g.large"
  command         = "/usr/bin/node jobs.js"
  startup_seconds = 60
  job_seconds     = 1
  internet_egress = true
  connects_to     = ["database.main"]
  pool_size       = 2

  mixed_instances_policy {
    instance_types                           = ["m6g.large"]
    on_demand_percentage_above_base_capacity = 0
  }

  artifact {
    version = "1.0.0"
  }
}

environment "test" {}
