# Warnings about sources that compile: given before the code runs, and errors if asked for.
import warnings


def check(source, mode="exec"):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        compile(source, "f.py", mode)
    for w in log:
        print(w.category.__name__, w.lineno, w.message)


check(r'"\d"')  # expect: SyntaxWarning 1 "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
check(r'x = 1; b"\400"')  # expect: SyntaxWarning 1 "\400" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\400"? A raw string is also an option.
check(r'f"\w{x}\n"')  # expect: SyntaxWarning 1 "\w" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\w"? A raw string is also an option.
check(r"r'\d' '\\ \x41 \N{DIGIT ONE} \u0041'")
check("\nx is 5")  # expect: SyntaxWarning 2 "is" with 'int' literal. Did you mean "=="?
check("x is not 'a'")  # expect: SyntaxWarning 1 "is not" with 'str' literal. Did you mean "!="?
check("x is None is ...")
check("assert (x, 'text')")  # expect: SyntaxWarning 1 assertion is always true, perhaps remove parentheses?
check("def f():\n try: pass\n finally:\n  return 1")  # expect: SyntaxWarning 4 'return' in a 'finally' block
check("for x in y:\n try: pass\n finally: break")  # expect: SyntaxWarning 3 'break' in a 'finally' block
check("try: pass\nfinally:\n for x in y: break\n def f(): return 1")
check("[(1, 2) (3, 4)]")  # expect: SyntaxWarning 1 'tuple' object is not callable; perhaps you missed a comma?
check("(lambda x: x)(1)")
check("[[1, 2] [3, 4]]")  # expect: SyntaxWarning 1 list indices must be integers or slices, not tuple; perhaps you missed a comma?
check("1 [0]", "eval")  # expect: SyntaxWarning 1 'int' object is not subscriptable; perhaps you missed a comma?
check("'a'[0], (1, 2)[0], [1][True]")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        exec("x = 1\nx is 1")
    except SyntaxError as e:
        print(e.msg, e.lineno)  # expect: "is" with 'int' literal. Did you mean "=="? 2
