# Files alone, far from us-east-1.
project = "shop"
region  = "eu-central-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

cdn {
  aliases             = ["shop.example.com"]
  acm_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
}

observability {
  cloudtrail_log_group_name = "/account/cloudtrail"
}

environment "test" {
  production = true
}
