network {
  nat               = "instance"
  nat_instance_type = "t9z.nano"
}
