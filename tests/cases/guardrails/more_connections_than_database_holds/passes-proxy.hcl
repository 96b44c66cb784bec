database "main" {
  instance_class  = "db.t4g.small"
  max_connections = 59
  proxy           = true
}

service "web" {
  connects_to = ["database.main"]
  pool_size   = 12
}
