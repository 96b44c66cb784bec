database "main" {
  instance_class  = "db.t4g.small"
  max_connections = 59
}

database "other" {
  instance_class  = "db.t4g.small"
  max_connections = 59
}

service "web" {
  connects_to = ["database.main"]
  pool_size   = 6
}

service "jobs" {
  kind            = "worker"
  instance_type   = "t4g.small"
  command         = "/usr/bin/node jobs.js"
  startup_seconds = 60
  job_seconds     = 20
  connects_to     = ["database.other"]
  pool_size       = 6
  internet_egress = true

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}
