# One value of each kind; the tests put others in the place behind a mark.

project = /*project*/ "shop"
region  = "us-east-1"

tags = {
  (/*tag key*/ "Owner") = "platform"
  Team                  = /*tag*/ "platform"
}

terraform {
  required_version     = /*required_version*/ ">= 1.10"
  aws_provider_version = /*aws_provider_version*/ ">= 5.100"
}

state {
  bucket         = /*state bucket*/ "shop-terraform-state-example"
  key            = /*state key*/ "dev/terraform.tfstate"
  locking        = "both"
  dynamodb_table = /*table*/ "terraform-locks"
}

network {
  cidr_block          = /*cidr_block*/ "10.20.0.0/16"
  availability_zones  = [/*zone*/ "us-east-1a", "us-east-1b"]
  nat                 = /*nat*/ "instance"
  nat_instance_type   = /*nat_instance_type*/ "t4g.nano"
  interface_endpoints = [/*endpoint*/ "ssm", "autoscaling"]
}

load_balancer {
  domain_name = /*domain_name*/ "shop.example.com"
  ssl_policy  = /*ssl_policy*/ "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

service "web" {
  instance_type   = /*instance_type*/ "t4g.small"
  image_id        = /*image_id*/ "resolve:ssm:/images/web"
  port            = 8080
  command         = /*command*/ "/usr/bin/node server.js"
  packages        = [/*package*/ "nodejs22"]
  paths           = [/*path*/ "/*"]
  hosts           = [/*host*/ "shop.example.com"]
  readiness_path  = /*readiness_path*/ "/ready"
  startup_seconds = 60
  internet_egress = true

  environment = {
    (/*variable*/ "LOG_LEVEL") = "info"
    GREETING                   = /*value*/ "hello"
  }

  artifact {
    bucket  = /*artifact bucket*/ "shop-artifacts-example"
    key     = /*artifact key*/ "web/1.0.0.tar.gz"
    version = /*version*/ "1.0.0"
  }

  health_check {
    path    = /*health_check path*/ "/healthz"
    matcher = /*matcher*/ "200"
  }
}

dns {
  zone        = "example.com"
  domain_name = "www.example.com"

  health_check {
    resource_path = /*resource_path*/ "/up"
  }
}

cdn {
  default_origin          = "load_balancer"
  api_paths               = [/*api path*/ "/orders/*"]
  content_security_policy = /*content_security_policy*/ "default-src 'self'"

  static_assets {
    path_patterns = [/*path_pattern of assets*/ "/static/*"]
    default_ttl   = 300
    max_ttl       = 300
  }

  behavior "catalogue" {
    path_pattern = /*path_pattern*/ "/catalogue/*"
    origin       = "load_balancer"
  }

  custom_error_response "404" {
    response_code      = 404
    response_page_path = /*response_page_path*/ "/404.html"
  }
}

price "network.interface_endpoint_hour" {
  usd    = 0.03
  as_of  = "2026-09-01"
  source = /*source*/ "private offer"
}

flow "statsd" {
  from     = "service.web"
  to       = /*to*/ "10.99.0.0/24"
  port     = 8125
  protocol = /*protocol*/ "udp"
  purpose  = /*purpose*/ "metrics"
}

environment "dev" {}
