service "web" {
  memory_mib = 2047
}
