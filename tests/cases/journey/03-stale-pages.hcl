# Users saw the old version for hours after a release: pages were cached for a day, hashed files, by a policy whose id was taken for another's, not at
# all.

project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.20.0.0/16"
}

load_balancer {}

cdn {
  default_origin = "load_balancer"

  html {
    default_ttl = 86400 # error[html-cached-for-hours] # cured:     default_ttl = 300
    max_ttl     = 86400
  }

  behavior "hashed" {
    path_pattern = "/static/*"
    origin       = "assets"
    cache_policy = "CachingDisabled" # warning[hashed-assets-hardly-cached] # cured:     cache_policy = "CachingOptimized"
  }
}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {}
