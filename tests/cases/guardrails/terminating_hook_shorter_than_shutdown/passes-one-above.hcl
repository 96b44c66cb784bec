service "web" {
  shutdown_seconds         = 90
  terminating_hook_timeout = 96
}
