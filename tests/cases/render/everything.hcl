# Every argument of every block, hardly any of them at its default.

project    = "shop"
region     = "eu-west-1"
account_id = "123456789012"
production = true

github {
  repository      = "Example-Org/shop.web_1"
  branch          = "release/2.x"
  create_provider = false
  tfgen           = "Example-Org/tfgen@0123456789abcdef0123456789abcdef01234567"
}

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
  kms_key_id     = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-4000-8000-000000000000"
  bucket         = "shop-terraform-state-example"
  region         = "eu-central-1"
  key            = "${project}/${environment}.tfstate"
  locking        = "both"
  dynamodb_table = "shop-locks"
}

network {
  cidr_block                 = "172.16.0.0/20"
  availability_zones         = ["eu-west-1c", "eu-west-1a", "eu-west-1b"]
  nat                        = "per_az"
  nat_instance_type          = "t3.micro"
  interface_endpoints        = ["ssm", "ssmmessages", "ecr.api", "autoscaling"]
  flow_log_retention_in_days = 90
}

load_balancer {
  certificate_arn            = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d"
  domain_name                = "shop.example.com"
  ssl_policy                 = "ELBSecurityPolicy-TLS13-1-3-2021-06"
  idle_timeout               = 75
  client_keep_alive          = 600
  enable_deletion_protection = false
}

logs {
  standard_ia_days = 45
  glacier_days     = 100
  expiration_days  = 400
}

identity {
  permissions_boundary = "arn:aws:iam::123456789012:policy/developers"
}

bucket "exports" {}

bucket "old-media" {
  versioning                         = false
  standard_ia_days                   = 40
  glacier_days                       = 100
  expiration_days                    = 400
  noncurrent_version_expiration_days = 10
  force_destroy                      = true
}

database "main" {
  engine                       = "postgres"
  engine_version               = "17.2"
  instance_class               = "db.m7g.large"
  multi_az                     = "standby"
  port                         = 5433
  db_name                      = "shop"
  username                     = "owner"
  allocated_storage            = 100
  max_allocated_storage        = 400
  max_connections              = 500
  slow_query_seconds           = 2
  backup_retention_period      = 14
  backup_window                = "23:30-00:30"
  maintenance_window           = "mon:02:00-mon:03:00"
  deletion_protection          = true
  skip_final_snapshot          = true
  auto_minor_version_upgrade   = false
  apply_immediately            = true
  ca_cert_identifier           = "rds-ca-ecc384-g1"
  performance_insights_enabled = false
  monitoring_interval          = 15
  log_retention_in_days        = 90
  read_replicas                = 2
  proxy                        = true
}

dns {
  zone                      = "example.com"
  create_zone               = true
  domain_name               = "shop.example.com"
  subject_alternative_names = ["www.shop.example.com"]

  health_check {
    resource_path     = "/up"
    failure_threshold = 2
    request_interval  = 10
  }
}

cdn {
  price_class                  = "PriceClass_200"
  default_root_object          = "start.html"
  default_origin               = "load_balancer"
  api_paths                    = ["/orders/*"]
  origin_read_timeout          = 50
  origin_keepalive_timeout     = 10
  content_security_policy      = "default-src 'self'; img-src * data:"
  access_log_retention_in_days = 90

  html {
    min_ttl     = 1
    default_ttl = 60
    max_ttl     = 120
  }

  static_assets {
    path_patterns = ["/static/*", "/build/*"]
    min_ttl       = 60
    default_ttl   = 3600
    max_ttl       = 86400
  }

  behavior "catalogue" {
    path_pattern = "/catalogue/*"
    origin       = "load_balancer"
    precedence   = 7
    min_ttl      = 5
    default_ttl  = 30
    max_ttl      = 60
  }

  behavior "media" {
    path_pattern = "/media/*"
    origin       = "assets"
    cache_policy = "CachingOptimized"
  }

  custom_error_response "404" {
    response_code         = 404
    response_page_path    = "/404.html"
    error_caching_min_ttl = 30
  }
}

waf {
  rate_limit            = 1000
  evaluation_window_sec = 600
  log_retention_in_days = 90

  managed_rule_groups = {
    AWSManagedRulesAnonymousIpList = "count"
    AWSManagedRulesCommonRuleSet   = "off"
    AWSManagedRulesLinuxRuleSet    = "block"
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

  min_size             = 3
  max_size             = 20
  desired_capacity     = 4
  min_healthy_capacity = 2
  memory_mib           = 6144

  recovery_time_objective_seconds = 3600

  health_check_type         = "ELB"
  health_check_grace_period = 300
  default_instance_warmup   = 100
  deregistration_delay      = 70
  slow_start                = 45
  launching_hook_timeout    = 400
  terminating_hook_timeout  = 120
  termination_policies      = ["AllocationStrategy", "OldestLaunchTemplate", "Default"]
  internet_egress           = true

  connects_to   = ["database.main"]
  pool_size     = 5
  processes     = 2
  retry_seconds = 200
  sends_to      = ["service.mail-out"]
  reads         = ["bucket.exports"]
  writes        = ["bucket.old-media"]

  environment = {
    GREETING    = "He said \"hi\",\n\tthen left: 100% $HOME `date` \\o/ $${x}"
    ENVIRONMENT = "the real one"
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

# A worker, with everything a worker has.
service "mail-out" {
  kind            = "worker"
  instance_type   = "t4g.nano"
  command         = "/opt/mail-out/current/run"
  startup_seconds = 30
  job_seconds     = 5
  internet_egress = true
  port            = 9100
  readiness_path  = "/ready"
  max_size        = 6

  acceptable_latency_seconds = 60

  queue {
    visibility_timeout_seconds = 120
    max_receive_count          = 3
    message_retention_seconds  = 86400
  }

  scaling {
    cpu_target           = 60
    backlog_per_instance = 10
  }

  artifact {
    version = "3.1"
  }
}

# A second service, with a hyphen in its name: identifiers have underscores, names of resources do not.
service "order-api" {
  instance_type   = "c7i.large"
  port            = 9000
  command         = "/opt/order-api/current/run"
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
  to       = "service.order-api"
  port     = 9000
  protocol = "tcp"
  purpose  = "synchronous orders (v2): {a=1; b=$2}!"
}

flow "metrics-from-the-office" {
  from     = "10.99.0.0/24"
  to       = "service.order-api"
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

usage {
  requests_per_month       = 3000000
  data_to_clients_gb       = 400
  cache_hit_percent        = 70
  data_processed_by_nat_gb = 1000
  data_sent_to_internet_gb = 50
  data_through_endpoints_gb = 20
  data_between_zones_gb    = 150
  logs_gb                  = 30
  flow_logs_gb             = 40
  bucket_storage_gb        = 500
  bucket_reads_per_month   = 200000
  bucket_writes_per_month  = 20000
  queue_messages_per_month = 100000
  kms_requests_per_month   = 300000
  notifications_per_month  = 50
  database_backup_gb       = 10

  average_instances = {
    order-api = 3
    web       = 5
  }
}

price "network.nat_gateway_gb" {
  usd    = 0.03
  as_of  = "2026-09-01"
  source = "private offer of 2026"
}
