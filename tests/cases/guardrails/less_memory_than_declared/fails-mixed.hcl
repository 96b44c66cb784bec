service "web" {
  memory_mib = 2000

  mixed_instances_policy {
    instance_types = ["t4g.medium", "t4g.micro"]
  }
}
