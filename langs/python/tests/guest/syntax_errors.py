# Where a source is wrong that ends too early or is indented inconsistently.


def check(source):
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset), repr(e.text))
    else:
        print("compiles")


check("try:\n  x = 1\n")  # expect: SyntaxError expected 'except' or 'finally' block (2, 8, 2, -1) '  x = 1\n'
check("try:\n  x = 1")  # expect: SyntaxError expected 'except' or 'finally' block (2, 8, 2, -1) '  x = 1\n'
check("if 1:\n")  # expect: IndentationError expected an indented block after 'if' statement on line 1 (1, 6, 1, -1) 'if 1:\n'
check("def f():\n  if x:")  # expect: IndentationError expected an indented block after 'if' statement on line 2 (2, 8, 2, -1) '  if x:\n'
check("class A:\n\n\n")  # expect: IndentationError expected an indented block after class definition on line 1 (3, 1, 3, -1) '\n'
check("match x:\n")  # expect: IndentationError expected an indented block after 'match' statement on line 1 (1, 9, 1, -1) 'match x:\n'
check("if (1 and\n   2):\nx\n")  # expect: IndentationError expected an indented block after 'if' statement on line 1 (3, 1, 3, 2) 'x\n'
check("if 1:\n    y\n  z\n")  # expect: IndentationError unindent does not match any outer indentation level (3, 4, 3, -1) '  z\n'
check("x = 1 +\n")  # expect: SyntaxError invalid syntax (1, 8, 1, 9) 'x = 1 +\n'

# A tab is as wide as eight spaces, or as one: both have to agree.
check("if 1:\n\tx=1\n        y=2\n")  # expect: TabError inconsistent use of tabs and spaces in indentation (3, 1, 3, 0) '        y=2\n'
check("if 1:\n        x=1\n\ty=2\n")  # expect: TabError inconsistent use of tabs and spaces in indentation (3, 1, 3, 0) '\ty=2\n'
check("if 1:\n    if 2:\n\tx\n")  # expect: TabError inconsistent use of tabs and spaces in indentation (3, 1, 3, 0) '\tx\n'
check("if 1:\n  if 2:\n    x\n\n\ty\nz")  # expect: TabError inconsistent use of tabs and spaces in indentation (5, 1, 5, 0) '\ty\n'
check("if 1:\n\tif 2:\n\t        x\n\t\ty")  # expect: TabError inconsistent use of tabs and spaces in indentation (4, 1, 4, 0) '\t\ty\n'
check("if 1:\n\tx\n        y = = 2\n")  # expect: TabError inconsistent use of tabs and spaces in indentation (3, 1, 3, 0) '        y = = 2\n'
check("if 1:\n\tx = = 1\n        y = 2\n")  # expect: SyntaxError invalid syntax (2, 6, 2, 7) '\tx = = 1\n'
check("x = (1,\n\t2,\n        3)\nif 1:\n\tx\n# c\n        # d\n\ty")  # expect: compiles
check("if 1:\n\tif 2:\n\t\tx\n\ty\nz")  # expect: compiles
check("del __debug__")  # expect: SyntaxError cannot delete __debug__ (1, 5, 1, 14) 'del __debug__\n'
check("x.__debug__ = 1")  # expect: SyntaxError cannot assign to __debug__ (1, 1, 1, 12) 'x.__debug__ = 1\n'

# What stands behind `as`, on the left of an operator with `=`, and in braces.
check("import a as b.c\n")  # expect: SyntaxError cannot use attribute as import target (1, 13, 1, 16) 'import a as b.c\n'
check("from a import (b as c[0])\n")  # expect: SyntaxError cannot use subscript as import target (1, 21, 1, 25) 'from a import (b as c[0])\n'
check("try: a\nexcept A as f(): b\n")  # expect: SyntaxError cannot use except statement with function call (2, 13, 2, 16) 'except A as f(): b\n'
check("match x:\n  case a as 1: b\n")  # expect: SyntaxError cannot use literal as pattern target (2, 13, 2, 14) '  case a as 1: b\n'
check("match x:\n  case {**_}: b\n")  # expect: SyntaxError invalid syntax (2, 11, 2, 12) '  case {**_}: b\n'
check("a, b += 1\n")  # expect: SyntaxError 'tuple' is an illegal expression for augmented assignment (1, 1, 1, 5) 'a, b += 1\n'
check("a = b += 1\n")  # expect: SyntaxError invalid syntax (1, 7, 1, 9) 'a = b += 1\n'
check("x = {**a: 1}\n")  # expect: SyntaxError invalid syntax (1, 9, 1, 10) 'x = {**a: 1}\n'
check("x = {1: 2, *a}\n")  # expect: SyntaxError invalid syntax (1, 12, 1, 13) 'x = {1: 2, *a}\n'
check("{**a for a in b}\n")  # expect: SyntaxError dict unpacking cannot be used in dict comprehension (1, 2, 1, 4) '{**a for a in b}\n'
check("import class\n")  # expect: SyntaxError invalid syntax (1, 8, 1, 13) 'import class\n'
check("global x,\n")  # expect: SyntaxError invalid syntax (1, 10, 1, 11) 'global x,\n'
check("class A b: pass\n")  # expect: SyntaxError invalid syntax (1, 9, 1, 10) 'class A b: pass\n'
check("def f[](): pass\n")  # expect: SyntaxError Type parameter list cannot be empty (1, 7, 1, 7) 'def f[](): pass\n'
check("f'{'\n")  # expect: SyntaxError f-string: expecting '}' (1, 4, 1, 4) "f'{'\n"
check("f'{a)}'\n")  # expect: SyntaxError f-string: unmatched ')' (1, 5, 1, 5) "f'{a)}'\n"
check("1e+\n")  # expect: SyntaxError invalid decimal literal (1, 3, 1, 3) '1e+\n'
check("x = {'a'=1}\n")  # expect: SyntaxError cannot assign to literal here. Maybe you meant '==' instead of '='? (1, 6, 1, 9) "x = {'a'=1}\n"
check("x = [a.b=1]\n")  # expect: SyntaxError cannot assign to attribute here. Maybe you meant '==' instead of '='? (1, 6, 1, 9) 'x = [a.b=1]\n'
check("if x = 1 and y: pass\n")  # expect: SyntaxError invalid syntax. Maybe you meant '==' or ':=' instead of '='? (1, 4, 1, 9) 'if x = 1 and y: pass\n'
check("return x = 1\n")  # expect: SyntaxError invalid syntax (1, 10, 1, 11) 'return x = 1\n'
check("f{a + b}\n")  # expect: SyntaxError invalid syntax (1, 2, 1, 3) 'f{a + b}\n'
check("(f {a})\n")  # expect: SyntaxError invalid syntax. Perhaps you forgot a comma? (1, 2, 1, 7) '(f {a})\n'
check("f(x=, y)\n")  # expect: SyntaxError expected argument value expression (1, 3, 1, 5) 'f(x=, y)\n'
