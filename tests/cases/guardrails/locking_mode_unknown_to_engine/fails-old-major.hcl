terraform {
  required_version = ">= 0.15, < 2.0"
}
