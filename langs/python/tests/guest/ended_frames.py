# Tracebacks show the variables of frames that an exception has left.
import inspect
import sys
import traceback


def inner(a):
    b = a + 1
    c = [x for x in range(3)]
    return b / 0


def outer(n):
    k = "v"

    def nested():
        return k

    try:
        return inner(n)
    finally:
        k = "w"


def produce(limit):
    step = limit * 2
    yield step
    raise KeyError(step)


def frames(f, *args):
    try:
        f(*args)
    except Exception as e:
        return e.__traceback__
    raise AssertionError


t = frames(outer, 3).tb_next
print(t.tb_frame.f_code.co_name, t.tb_frame.f_locals["n"])  # expect: outer 3
print(t.tb_frame is t.tb_frame, t.tb_frame.f_locals is t.tb_frame.f_locals)  # expect: True True
t = t.tb_next
print(sorted(t.tb_frame.f_locals.items()))  # expect: [('a', 3), ('b', 4), ('c', [0, 1, 2])]
t.tb_frame.clear()
print(t.tb_frame.f_locals)  # expect: {}

try:
    inner(7)
except ZeroDivisionError as e:
    shown = traceback.TracebackException.from_exception(e, capture_locals=True)
    print(shown.stack[-1].locals)  # expect: {'a': '7', 'b': '8', 'c': '[0, 1, 2]'}
    last = inspect.trace()[-1]
    print(last.function, last.frame.f_locals["b"])  # expect: inner 8
    print(sys.exc_info()[2].tb_next.tb_frame.f_locals["a"])  # expect: 7
    traceback.clear_frames(e.__traceback__)
    print(e.__traceback__.tb_next.tb_frame.f_locals)  # expect: {}


class Body:
    try:
        here = 1
        inner(here)
    except ZeroDivisionError as e:
        print(e.__traceback__.tb_frame.f_locals["here"])  # expect: 1


g = produce(1)
g.__name__ = "renamed"
g.__qualname__ = "some.renamed"
print(g.__name__, g.__qualname__, produce.__name__, next(g))  # expect: renamed some.renamed produce 2
try:
    g.__name__ = 1
except TypeError as e:
    print(e)  # expect: __name__ must be set to a string object

# Who called the frames of a traceback: each entry's the one before, and whoever still runs.


def names(f):
    found = []
    while f is not None:
        found.append(f.f_code.co_name)
        f = f.f_back
    return found


def catch():
    try:
        outer(1)
    except ZeroDivisionError as e:
        t = e.__traceback__
        while t is not None:
            print(names(t.tb_frame))
            t = t.tb_next
        return e


def start():
    return catch()


e = start()
# expect: ['catch', 'start', '<module>']
# expect: ['outer', 'catch', 'start', '<module>']
# expect: ['inner', 'outer', 'catch', 'start', '<module>']
try:
    start = 1 / 0
except ZeroDivisionError as e:
    print(e.__traceback__.tb_frame.f_back)  # expect: None
