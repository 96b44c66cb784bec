    # leading, indented
locals { # after a brace
a = 1 # one
bbb = 22 // two
  // own line
c = 3 /* in the line */
dddd = 4 # four
/* before */ e = 5
f = [ # opened
1, # first
22, # second
] # closed
/* several
      lines kept
 as they are */ g = 7 # after them
h = "# no comment" # but this is
i = "/* neither */" // "quoted"
j = 1 # { [ (
/* a */ /* b */ # c
}
# last
