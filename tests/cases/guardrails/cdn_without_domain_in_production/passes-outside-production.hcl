cdn {
  default_origin = "load_balancer"
}
