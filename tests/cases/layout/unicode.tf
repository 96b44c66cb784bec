locals {
# A wide character is one column, as is an emoji of several code points.
names = {
"日本" = 1 # 日本
"abcdefgh" = 2 # eight
"é" = 3 # combining
"́" = 4 # combining with nothing
"👩‍👩‍👧" = 5 # family
"👩🏽‍🚀" = 6 # astronaut
"🇩🇪🇫🇷" = 7 # flags
"각" = 8 # jamo
"கி" = 9 # tamil
}
# Unicode 15: two clusters.
conjuncts = {
"क्ष" = 1
"ab" = 2
}
# A combining character after `$`, `%` or an escape has a column of its own.
combining = {
"$́" = 1
"a$́" = 2
"$$%́" = 3
"$á" = 4
"$${́" = 5
"%%{́" = 6
"\"́" = 7
"\\́" = 8
"${a}́" = 9
"abcdefgh" = 10
}
größe = 1
한국어 = 2
é = 3
名前-x = [1, "日本"] # four
plain = "日本 ${ é } 👩‍👩‍👧" # five
}
