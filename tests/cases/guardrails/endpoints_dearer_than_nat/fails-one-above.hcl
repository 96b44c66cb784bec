network {
  nat = "per_az"
  interface_endpoints = ["autoscaling", "ec2", "ec2messages", "kms", "logs", "ssm"]
}

production = true

load_balancer {
  domain_name = "shop.example.com"
}
