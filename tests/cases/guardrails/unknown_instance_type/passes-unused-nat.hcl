network {
  nat_instance_type = "t9z.nano"
}
