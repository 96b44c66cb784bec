production = false
