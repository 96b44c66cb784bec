locals {
outer = {
text = <<-EOT
     a ${
          b
   } c
   EOT
d = 1
}
in_call = f(<<EOT
  ${[
 1 ]} # no comment
EOT
)
commented = <<EOT
${a # a comment
} b
EOT
    bb = 2 # c
}
