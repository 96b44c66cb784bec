locals {
a = b ? {
x = 1
} : {
yy = 2
}
c = (
d ?
e :
f
)
g = (h &&
i ||
(j
&& k))
l = m ? [
1
] : []
n = alltrue([
for o in p :
o.q == 1 &&
o.r != 2
])
s = {
for k, v in t :
k => {
u = v
ww = v
}
if v != null
}
x = 1
}
