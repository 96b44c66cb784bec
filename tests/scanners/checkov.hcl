# What checkov finds in the environments of the committed example and may find, with the reason.
#
# tests/integration/checkov.rs compares this list with what checkov says, exactly: a finding that is not here fails the
# test, and so does an entry that no longer finds anything.

# Checks that fail: money or the architecture speaks against what they ask.
accepted {
  check        = "CKV_AWS_150"
  environments = ["dev", "staging"]
  resources    = ["module.load_balancer.aws_lb.this"]
  reason       = "outside production an environment can be destroyed without unlocking it first"
}

accepted {
  check        = "CKV_AWS_338"
  environments = ["dev", "staging"]
  resources    = [
    "module.database_main.aws_cloudwatch_log_group.this[\"error\"]",
    "module.database_main.aws_cloudwatch_log_group.this[\"slowquery\"]",
    "module.network.aws_cloudwatch_log_group.flow_logs",
    "module.service_api.aws_cloudwatch_log_group.application",
    "module.service_api.aws_cloudwatch_log_group.user_data",
    "module.service_orders.aws_cloudwatch_log_group.application",
    "module.service_orders.aws_cloudwatch_log_group.user_data",
    "module.service_storefront.aws_cloudwatch_log_group.application",
    "module.service_storefront.aws_cloudwatch_log_group.user_data",
  ]
  reason       = "outside production logs serve the search for mistakes, for which 30 days are enough; a year is for production"
}

accepted {
  check        = "CKV_AWS_338"
  environments = ["prod"]
  resources    = ["module.network.aws_cloudwatch_log_group.flow_logs"]
  reason       = "the largest logs of all: 30 days are enough to find a refused flow, and flow_log_retention_in_days keeps them longer"
}

accepted {
  check        = "CKV_AWS_378"
  environments = ["dev", "staging", "prod"]
  resources    = [
    "module.service_api.aws_lb_target_group.this",
    "module.service_storefront.aws_lb_target_group.this",
  ]
  reason       = "TLS ends at the load balancer: only its security group reaches the port, inside the VPC, and instances hold no certificate to renew"
}

accepted {
  check        = "CKV_AWS_88"
  environments = ["dev"]
  resources    = ["module.network.aws_launch_template.nat"]
  reason       = "an instance that translates addresses needs a public one; it has no ingress from the internet"
}

# Checks that a comment in the rendered block skips wherever it is rendered. The reason is the comment's.
suppressed {
  check        = "CKV2_AWS_20"
  environments = ["dev"]
  resources    = ["module.load_balancer.aws_lb.this"]
  reason       = "without a domain there is no certificate to redirect to"
}

suppressed {
  check        = "CKV2_AWS_42"
  environments = ["dev"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "CloudFront's own name comes with CloudFront's own certificate"
}

suppressed {
  check        = "CKV2_AWS_47"
  environments = ["dev"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "the architecture has no waf block"
}

suppressed {
  check        = "CKV2_AWS_47"
  environments = ["staging", "prod"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "the list of anonymous addresses blocks customers behind a VPN, and the architecture does not ask for it"
}

suppressed {
  check        = "CKV2_AWS_5"
  environments = ["prod"]
  resources    = ["module.database_main.aws_security_group.proxy"]
  reason       = "the proxy above has it"
}

suppressed {
  check        = "CKV2_AWS_65"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_s3_bucket_ownership_controls.logs"]
  reason       = "CloudFront's standard logs are delivered by an ACL grant"
}

suppressed {
  check        = "CKV_AWS_103"
  environments = ["dev"]
  resources    = ["module.load_balancer.aws_lb_listener.http"]
  reason       = "without a domain there is no certificate"
}

suppressed {
  check        = "CKV_AWS_144"
  environments = ["dev", "staging", "prod"]
  resources    = [
    "module.cdn.aws_s3_bucket.assets",
    "module.cdn.aws_s3_bucket.logs",
    "module.storage.aws_s3_bucket.artifacts",
    "module.storage.aws_s3_bucket.logs",
    "module.storage.aws_s3_bucket.media",
  ]
  reason       = "everything lives in one region"
}

suppressed {
  check        = "CKV_AWS_144"
  environments = ["bootstrap"]
  resources    = ["aws_s3_bucket.state"]
  reason       = "everything lives in one region"
}

suppressed {
  check        = "CKV_AWS_145"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_s3_bucket.logs"]
  reason       = "CloudFront delivers with an ACL grant, and S3's own key needs no further right"
}

suppressed {
  check        = "CKV_AWS_145"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.storage.aws_s3_bucket.logs"]
  reason       = "load balancers and S3 deliver logs to buckets with S3's own key only"
}

suppressed {
  check        = "CKV_AWS_157"
  environments = ["dev"]
  resources    = ["module.database_main.aws_db_instance.this"]
  reason       = "one instance is what the architecture asks for here"
}

suppressed {
  check        = "CKV_AWS_174"
  environments = ["dev"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "CloudFront's own name comes with CloudFront's own certificate"
}

suppressed {
  check        = "CKV_AWS_18"
  environments = ["bootstrap"]
  resources    = ["aws_s3_bucket.state"]
  reason       = "a bucket for its logs would need logs of its own; CloudTrail data events tell who reads state"
}

suppressed {
  check        = "CKV_AWS_18"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_s3_bucket.logs"]
  reason       = "it holds logs itself"
}

suppressed {
  check        = "CKV_AWS_18"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.storage.aws_s3_bucket.logs"]
  reason       = "it is where access logs go; logs of the logs would never end"
}

suppressed {
  check        = "CKV_AWS_18"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_s3_bucket.assets"]
  reason       = "the distribution's access logs hold every request"
}

suppressed {
  check        = "CKV_AWS_2"
  environments = ["dev"]
  resources    = ["module.load_balancer.aws_lb_listener.http"]
  reason       = "without a domain there is no certificate"
}

suppressed {
  check        = "CKV_AWS_260"
  environments = ["dev"]
  resources    = ["module.security.aws_vpc_security_group_ingress_rule.load_balancer_from_cloudfront_tcp_80"]
  reason       = "AWS's list of CloudFront's servers, not the internet"
}

suppressed {
  check        = "CKV_AWS_293"
  environments = ["dev", "staging"]
  resources    = ["module.database_main.aws_db_instance.this"]
  reason       = "the architecture lets this environment be destroyed"
}

suppressed {
  check        = "CKV_AWS_310"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "each origin has paths of its own that no other could answer"
}

suppressed {
  check        = "CKV_AWS_338"
  environments = ["staging"]
  resources    = ["module.cdn.aws_cloudwatch_log_group.waf"]
  reason       = "the architecture keeps it for less than a year"
}

suppressed {
  check        = "CKV_AWS_353"
  environments = ["dev", "staging"]
  resources    = ["module.database_main.aws_db_instance.this"]
  reason       = "this engine refuses Performance Insights on so small a class, or the architecture switches it off"
}

suppressed {
  check        = "CKV_AWS_374"
  environments = ["dev", "staging", "prod"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "the shop sells to every country"
}

suppressed {
  check        = "CKV_AWS_68"
  environments = ["dev"]
  resources    = ["module.cdn.aws_cloudfront_distribution.this"]
  reason       = "the architecture has no waf block"
}
