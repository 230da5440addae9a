# Which exception is the handled one, across suspensions of generators.
import sys


def kind():
    return sys.exc_info()[0]


def inner():
    try:
        raise KeyError(1)
    except KeyError:
        x = yield kind()
        yield kind(), x
        try:
            yield 5
        except ValueError as v:
            yield repr(v.__context__), kind()
        yield kind()


def outer():
    try:
        1 / 0
    except ZeroDivisionError:
        yield from inner()
        yield kind()


it = outer()
print(next(it), kind())  # expect: <class 'KeyError'> None
print(it.send(7), kind())  # expect: (<class 'KeyError'>, 7) None
try:
    raise OSError
except OSError:
    print(next(it), kind())  # expect: 5 <class 'OSError'>
    print(it.throw(ValueError("a")))  # expect: ('KeyError(1)', <class 'ValueError'>)
    print(kind())  # expect: <class 'OSError'>
print(kind())  # expect: None
print(next(it), kind())  # expect: <class 'KeyError'> None
print(next(it), kind())  # expect: <class 'ZeroDivisionError'> None
print(next(it, "end"), kind())  # expect: end None

it = inner()
next(it)
try:
    it.throw(LookupError("z"))
except LookupError as e:
    print(repr(e.__context__), kind())  # expect: KeyError(1) <class 'LookupError'>
print(kind())  # expect: None


# A chain of contexts that is a cycle.
def cycle():
    try:
        raise ValueError(1)
    except ValueError as e:
        e.__context__ = e
        raise TypeError(2)


try:
    cycle()
except TypeError as e:
    print(repr(e), repr(e.__context__))  # expect: TypeError(2) ValueError(1)
