# What is a warning until then is not this rule's.
allow "html-cached-too-long" {
  reason = "the case is about the error above it"
}

cdn {
  default_origin = "load_balancer"

  html {
    default_ttl = 3600
  }
}
