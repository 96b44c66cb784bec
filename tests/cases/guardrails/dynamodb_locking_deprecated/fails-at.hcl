state {
  locking = "dynamodb"
}

terraform {
  required_version = ">= 1.10, < 1.12"
}
