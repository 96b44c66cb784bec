locals {
brackets = "{ [ ( ) ] }"
escaped_quote = "say \"{\" # and \\"
hash = "a # b"
nested = "a ${ upper("b ${  c["d"]  } e") } f"
deep = "x${f("}")}y${ "${"z"}" }"
escapes = "$${a } %%{ b } $$${c } $ % $a %b ${d}$"
control = "%{ if a }b%{ else }c%{ endif }"
strip = "a ${~ b ~} c %{~ for x in y ~} d %{~ endfor ~}"
object = "x${ {a=1}["a"] }y${{b=2}.b}${ {} }"
adjacent = "${ a }${ b }"
minus = "a${-1}"
over_lines = f("a${
b
}c")
}
