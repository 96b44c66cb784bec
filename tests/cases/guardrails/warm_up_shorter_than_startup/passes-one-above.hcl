service "web" {
  default_instance_warmup = 61
}
