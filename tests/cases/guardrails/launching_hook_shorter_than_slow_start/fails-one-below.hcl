service "web" {
  startup_seconds        = 60
  launching_hook_timeout = 119
}
