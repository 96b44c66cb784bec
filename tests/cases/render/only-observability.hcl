# Every argument of `observability` and `budget`, with a NAT instance to watch.
project = "watch"
region  = "us-east-1"

state {
  bucket = "watch-terraform-state"
}

network {
  cidr_block         = "10.30.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b"]
  nat                = "instance"
}

load_balancer {}

service "web" {
  instance_type           = "m7g.large"
  port                    = 8080
  command                 = "/usr/bin/node server.js"
  startup_seconds         = 700
  longest_request_seconds = 9
  internet_egress         = true
  min_size                = 2
  max_size                = 6

  artifact {
    bucket  = "watch-artifacts"
    version = "1.0.0"
  }

  scaling {
    cpu_target = 75
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

budget {
  monthly_usd = 300
}

environment "test" {}
