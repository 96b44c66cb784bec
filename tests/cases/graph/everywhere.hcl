# Flows from everywhere to everywhere, and nothing that would make it easy: no NAT, no CDN, two zones.

project = "shop"
region  = "eu-central-1"

state {
  bucket = "shop-terraform-state-example"
}

network {
  cidr_block = "10.20.0.0/16"
  nat        = "none"
}

load_balancer {}

waf {}

database "main" {
  instance_class = "db.t4g.medium"
  multi_az       = "standby"
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/opt/web/current/run"
  startup_seconds = 60
  internet_egress = true
  connects_to     = ["database.main"]

  artifact {
    version = "1.0.0"
  }
}

flow "itself" {
  from     = "service.web"
  to       = "service.web"
  port     = 7946
  protocol = "udp"
  purpose  = "gossip"
}

flow "itself-too" {
  from    = "service.web"
  to      = "service.web"
  port    = 7946
  purpose = "gossip"
}

flow "office-to-the-load-balancer" {
  from    = "10.99.0.0/24"
  to      = "load_balancer"
  port    = 8443
  purpose = "the back office"
}

flow "office-to-the-database" {
  from    = "10.99.0.0/24"
  to      = "database.main"
  port    = 3306
  purpose = "reports"
}

flow "office-to-web" {
  from    = "10.99.0.0/24"
  to      = "service.web"
  port    = 65535
  purpose = "metrics"
}

flow "web-to-the-office" {
  from    = "service.web"
  to      = "10.99.0.0/24"
  port    = 25
  purpose = "mail"
}

flow "web-to-the-other-office" {
  from    = "service.web"
  to      = "192.168.100.0/22"
  port    = 25
  purpose = "mail"
}

flow "web-to-the-load-balancer" {
  from    = "service.web"
  to      = "load_balancer"
  port    = 80
  purpose = "itself, as others see it"
}

flow "load-balancer-to-the-office" {
  from    = "load_balancer"
  to      = "10.99.0.0/24"
  port    = 443
  purpose = "who somebody is"
}

flow "office-to-office" {
  from    = "10.99.0.0/24"
  to      = "192.168.100.0/22"
  port    = 22
  purpose = "no business of the VPC"
}

environment "dev" {}

environment "empty" {
  service "web" {
    enabled = false
  }
}
