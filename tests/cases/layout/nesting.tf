locals {
a = { b = { c = [
{
d = 1
ee = [
[ 1,2 ],[3 ,4],
]
}
] } }
call = merge(
{ a = 1 },
  { bb = concat([
"x"],
["y"]
) },
var.tags ...
)
closing_first = [{
a = 1
}, {
a = 2
}]
}
module "x" {
source = "./x"
providers = { aws = aws.east, aws.west = aws.west }
matrix = [[
1], [2
]]
}
