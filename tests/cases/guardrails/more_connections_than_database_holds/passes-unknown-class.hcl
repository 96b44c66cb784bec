database "main" {
  instance_class = "db.x9z.large"
}

service "web" {
  connects_to = ["database.main"]
  pool_size   = 1000
}
