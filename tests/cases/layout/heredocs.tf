locals {
plain = <<EOT
not   touched =    at all
  { [ ( "
# no comment
EOT
indented = <<-EOT
      kept   where it is
        EOT
long_name = 1
empty = <<EOT
EOT
marker_inside = <<-EOT_2
EOT
EOT_2 not alone
x EOT_2
  EOT_2
interpolated = <<EOT
${  upper( "a" )  }  ${~ b ~} %{ if  c } d %{ else }e%{ endif ~}
$${ not } %%{ either } $ % {} $$${ nor this }
EOT
call = jsonencode(<<EOT
{}
EOT
)
in_list = ["a",<<EOT
x
EOT
,"b"]
two = join("",[<<A
a
A
,<<-B
b
B
])
after = 1
}
