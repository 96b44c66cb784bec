# Every argument of every block, none of them at its default.

project    = "shop"
region     = "eu-west-1"
production = true

tags = {
  Owner         = "platform"
  "cost:centre" = "Größe = 12/b @ home"
}

terraform {
  engine               = "opentofu"
  required_version     = ">= 1.10, < 2.0"
  aws_provider_version = "~> 6.0"
}

state {
  bucket         = "shop-terraform-state-example"
  region         = "eu-central-1"
  key            = "${project}/${environment}.tfstate"
  locking        = "both"
  dynamodb_table = "shop-locks"
}

network {
  cidr_block                 = "172.16.0.0/20"
  availability_zones         = ["eu-west-1c", "eu-west-1a", "eu-west-1b"]
  nat                        = "instance"
  nat_instance_type          = "t3.micro"
  interface_endpoints        = ["ssm", "ssmmessages", "ecr.api", "autoscaling"]
  flow_log_retention_in_days = 90
}

load_balancer {
  certificate_arn              = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d"
  domain_name                  = "shop.example.com"
  ssl_policy                   = "ELBSecurityPolicy-TLS13-1-3-2021-06"
  idle_timeout                 = 75
  client_keep_alive            = 600
  enable_deletion_protection   = false
  access_log_retention_in_days = 400
}

service "web" {
  instance_type = "m7g.large"
  image_id      = "ami-0123456789abcdef0"
  port          = 8080
  command       = "/usr/bin/node --title='100% of $web' server.js"
  packages      = ["nodejs22", "gcc-c++"]

  paths          = ["/*", "/static/?.css"]
  hosts          = ["shop.example.com", "*.shop.example.com"]
  priority       = 40
  readiness_path = "/ready?deep=1&fast=0"

  startup_seconds         = 90
  shutdown_seconds        = 45
  longest_request_seconds = 20
  keep_alive_seconds      = 120

  min_size         = 2
  max_size         = 20
  desired_capacity = 4

  health_check_type         = "EC2"
  health_check_grace_period = 300
  default_instance_warmup   = 100
  deregistration_delay      = 70
  slow_start                = 45
  launching_hook_timeout    = 400
  terminating_hook_timeout  = 120
  termination_policies      = ["AllocationStrategy", "OldestLaunchTemplate", "Default"]
  internet_egress           = true

  environment = {
    GREETING = "He said \"hi\",\n\tthen left: 100% $HOME `date` \\o/ $${x}"
    PORT     = "8081"
  }

  artifact {
    bucket  = "shop-artifacts-example"
    key     = "releases/web(final).tar.gz"
    version = "2.0.0-rc.1+7"
  }

  health_check {
    path                = "/livez"
    matcher             = "200,204-206"
    interval            = 10
    timeout             = 4
    healthy_threshold   = 3
    unhealthy_threshold = 4
  }

  stickiness {
    cookie_duration = 900
  }

  instance_refresh {
    min_healthy_percentage = 90
    max_healthy_percentage = 150
    rollback_5xx_threshold = 25
  }

  scaling {
    cpu_target          = 55
    requests_per_target = 1500

    step {
      cpu_threshold      = 80
      requests_threshold = 3000
      evaluation_periods = 3
      percent            = 30
    }
  }

  mixed_instances_policy {
    instance_types                           = ["m6g.large", "c7g.xlarge"]
    on_demand_base_capacity                  = 2
    on_demand_percentage_above_base_capacity = 50
  }

  root_volume {
    volume_size = 40
    iops        = 4000
    throughput  = 250
  }
}

# A second service, with a hyphen in its name: identifiers have underscores, names of resources do not.
service "order-worker" {
  instance_type   = "c7i.large"
  port            = 9000
  command         = "/opt/order-worker/current/run"
  paths           = ["/orders/*"]
  startup_seconds = 240

  artifact {
    bucket  = "shop-artifacts-example"
    version = "7"
  }
}

service "retired" {
  enabled = false
}

flow "web-to-orders" {
  from     = "service.web"
  to       = "service.order-worker"
  port     = 9000
  protocol = "tcp"
  purpose  = "synchronous orders (v2): {a=1; b=$2}!"
}

flow "metrics-from-the-office" {
  from     = "10.99.0.0/24"
  to       = "service.order-worker"
  port     = 8125
  protocol = "udp"
  purpose  = "statsd from the office, through the VPN"
}

flow "carts" {
  from    = "service.web"
  to      = "dynamodb"
  port    = 443
  purpose = "carts"
}

environment "dev" {}
