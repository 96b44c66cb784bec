service "web" {
  memory_mib = 2049
}
