service "web" {
  mixed_instances_policy {
    instance_types = ["m99z.large"]
  }
}
