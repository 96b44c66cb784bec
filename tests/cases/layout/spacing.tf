block   "label"    "other"{
tight=1
	tab	=	2
list=[1,2 , 3 ,4]
object={a=1,b:2,(c)=3,"d" :4}
call = f ( a , b )
index = a [ 0 ] . b [ * ] . c
splat = a . * . b
number_index = a . 0 . b
negative = - 1
minus = [-1, - 2, a - 1, a-1, 1-1, -a * -b, !-c, (-d), a ? -1 : - 2, a == -1, a && -b]
not = ! a
numbers = [1.5e-3, 1e+5, 1E5, 0.5, 2.0-1]
arithmetic = a+b*c/d%e
comparing = a<b&&c>d||e<=f&&g>=h&&i!=j
conditional = a?b:c
tuple_for = [for x in[1]:x if x!=2]
object_for = {for k,v in m:k=>-v...if v}
in_paren = [for x in (a):x]
spread = f(a ...)
namespaced = provider :: aws :: f(a)
empty_object = {   }
empty_list = [  ]
parens = ( a )
string_index = { a = 1 }["a"]
quoted_then_index = ["a"  [0]]
}
empty {}
empty_too   {   }
one_line { a=1 }
over_lines {
}
