state {
  locking = "dynamodb"
}

terraform {
  engine = "opentofu"
}
