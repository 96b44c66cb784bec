terraform {
  engine           = "opentofu"
  required_version = ">= 1.9"
}

state {
  locking = "dynamodb"
}
