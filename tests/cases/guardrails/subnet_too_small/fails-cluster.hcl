network {
  cidr_block         = "10.0.0.0/22"
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

database "main" {
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}

database "d1" {
  instance_class = "db.t4g.small"
}

database "d2" {
  instance_class = "db.t4g.small"
}

database "d3" {
  instance_class = "db.t4g.small"
}

database "d4" {
  instance_class = "db.t4g.small"
}

database "d5" {
  instance_class = "db.t4g.small"
}

database "d6" {
  instance_class = "db.t4g.small"
}

database "d7" {
  instance_class = "db.t4g.small"
}

database "d8" {
  instance_class = "db.t4g.small"
}

database "d9" {
  instance_class = "db.t4g.small"
}
