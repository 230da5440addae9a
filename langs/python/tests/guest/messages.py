def f(): pass
a = 1
try: {}['x']
except KeyError as e: print(e, repr(e))  # expect: 'x' KeyError('x')
try: [][0]
except IndexError as e: print(e)  # expect: list index out of range
try: undefined_name
except NameError as e: print(e, e.name)  # expect: name 'undefined_name' is not defined undefined_name
try: None.foo
except AttributeError as e: print(e)  # expect: 'NoneType' object has no attribute 'foo'
def ub():
    print(q)
    q = 1
try: ub()
except UnboundLocalError as e: print(e)  # expect: cannot access local variable 'q' where it is not associated with a value
try: int('x')
except ValueError as e: print(e)  # expect: invalid literal for int() with base 10: 'x'
try: 'a' + 1
except TypeError as e: print(e)  # expect: can only concatenate str (not "int") to str
try: 1 + 'a'
except TypeError as e: print(e)  # expect: unsupported operand type(s) for +: 'int' and 'str'
try: len(5)
except TypeError as e: print(e)  # expect: object of type 'int' has no len()
try: [1] < 3
except TypeError as e: print(e)  # expect: '<' not supported between instances of 'list' and 'int'
try: f(1)
except TypeError as e: print(e)  # expect: f() takes 0 positional arguments but 1 was given
try: for_x = [1 for x in 5]
except TypeError as e: print(e)  # expect: 'int' object is not iterable

import sys
import gc
import traceback


def misspelt():
    return mispelt


def missing_name():
    return sys.stdot


def asserting(x):
    assert x == 2, "no"


for f in (misspelt, missing_name, lambda: asserting(1), lambda: print("\ud800")):
    try:
        f()
    except Exception:
        print(*traceback.format_exc().splitlines()[-3:], sep="\n")
# expect:     return mispelt
# expect:            ^^^^^^^
# expect: NameError: name 'mispelt' is not defined. Did you mean: 'misspelt'?
# expect:     return sys.stdot
# expect:            ^^^^^^^^^
# expect: AttributeError: module 'sys' has no attribute 'stdot'. Did you mean: 'stdout'?
# expect:     assert x == 2, "no"
# expect:            ^^^^^^
# expect: AssertionError: no
# expect:     for f in (misspelt, missing_name, lambda: asserting(1), lambda: print("\ud800")):
# expect:                                                                     ~~~~~^^^^^^^^^^
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed


class Falling:
    def __del__(self):
        1 / 0


sys.unraisablehook = lambda u: print(u.err_msg.split(" at ")[0], u.exc_type.__name__, u.object)
f = Falling()
del f
gc.collect()
# expect: Exception ignored while calling deallocator <function Falling.__del__ ZeroDivisionError None
