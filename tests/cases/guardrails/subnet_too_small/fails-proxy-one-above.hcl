network {
  cidr_block = "10.0.0.0/22"
}

database "main" {
  instance_class = "db.t4g.small"
  proxy          = true
}

service "web" {
  max_size = 41
}
