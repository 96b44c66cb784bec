service "web" {
  reads  = []
  writes = []
}
