network {
  cidr_block = "10.0.0.0/22"
}

database "main" {
  instance_class          = "db.t4g.small"
  backup_retention_period = 7
  multi_az                = "standby"
  read_replicas           = 9
}

database "d1" {
  instance_class = "db.t4g.small"
}
