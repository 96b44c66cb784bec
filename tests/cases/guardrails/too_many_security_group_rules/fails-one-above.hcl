# 60 times, N from 1
flow "partner-N" {
  from    = "10.N.0.0/16"
  to      = "service.web"
  port    = 9090
  purpose = "metrics of a partner"
}
