# The brackets after `xx` balance only with those in the heredoc. That makes it an aligned value, none of whose
# brackets move what follows.
a = f([{
key = 1,
}, [{
yyyyy = 2
}[0], { xx = -1 }], f(<<-EOT
a ${
b
} c
EOT
)])
b = 1
