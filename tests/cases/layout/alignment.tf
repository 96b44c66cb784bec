# A blank line, a comment line and a block each end a run of aligned lines.
resource "aws_instance" "this" {
ami = "ami-1"
instance_type = "t3.micro"

monitoring = true
# why
ebs_optimized = true
tags = {
Name = "web"
"kebab-name" = "web"
}
subnet_id = "subnet-1"
  vpc_security_group_ids = ["sg-1"]
root_block_device {
volume_size = 20
encrypted = true
}
user_data_replace_on_change = true
metadata_options { http_tokens = "required" }
a = 1
}
locals {
one = [1]
several_lines = [
1,
]
three = 3
equal = 1 == 1
not_equal = a != b
at_most = a <= b && c >= d
arrow = { for k, v in x : k => v }
first_equal_counts = { a = 1, bb = 2 }
d = { a = 1 }
}
