service "web" {
  shutdown_seconds         = 30
  deregistration_delay     = 44
  terminating_hook_timeout = 45

  mixed_instances_policy {
    instance_types                           = ["m6g.large"]
    on_demand_percentage_above_base_capacity = 50
  }
}
