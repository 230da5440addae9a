# Which of the calls in a chain over several lines it was, and sources of code that was given as text.
import traceback


class A:
    def ok(self, *a):
        return self

    def bad(self, *a):
        raise ValueError("x")


def place(f):
    try:
        f()
    except Exception as e:
        s = traceback.extract_tb(e.__traceback__)[1]
        return s.lineno - f.__code__.co_firstlineno, s.colno, s.end_lineno - s.lineno, s.end_colno


def called():
    return (A()
        .ok(1)
        .bad(2, 3)
        .ok(4))


def on_one_line():
    a = A()
    a.ok(1).bad(
        5,
    ).ok()


def read():
    A().ok(
        1,
    ).nope


def read_as_method():
    return (A().ok(1)
        .nope(2, 3)
        .ok(4))


def stored():
    a = A.ok
    (a
     .__get__(1)
     .zz) = 1


for f in (called, on_one_line, read, read_as_method, stored):
    print(f.__name__, place(f))
# expect: called (3, 9, 0, 18)
# expect: on_one_line (2, 4, 2, 5)
# expect: read (3, 6, 0, 10)
# expect: read_as_method (2, 9, 0, 13)
# expect: stored (4, 6, 0, 8)

try:
    exec("a = 1\nassert a == 2, 'no'")
except AssertionError as e:
    print("".join(traceback.format_exception(e)).splitlines()[-2:])
# expect: ['  File "<string>", line 2, in <module>', 'AssertionError: no']
try:
    dict([1])
except TypeError as e:
    print(e.__suppress_context__ or e.__context__ is None)  # expect: True
