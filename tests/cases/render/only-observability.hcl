# Every argument of the block.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-terraform-state-example"
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
    version = "1.0.0"
  }
}

observability {
  retention_in_days         = 90
  latency_p99_seconds       = 3
  error_rate_percent        = 2
  minimum_requests          = 50
  connection_errors         = 5
  application_errors        = 20
  cpu_percent               = 70
  memory_percent            = 75
  disk_percent              = 70
  cloudtrail_log_group_name = "/account/cloudtrail"
}

environment "dev" {}
