# Greenlets switch between stacks of frames; values and exceptions travel both ways.
import gc
import sys
import weakref
from greenlet import GreenletExit, error, getcurrent, gettrace, greenlet, settrace

main = getcurrent()


def deep(n, x):
    if n == 0:
        return main.switch(x)
    return deep(n - 1, x) + 1


g = greenlet(deep)
print(bool(g), g.dead, g.parent is main, g.gr_frame)  # expect: False False True None
print(g.switch(4, "out"))  # expect: out
print(bool(g), g.dead, g.gr_frame.f_code.co_name, g.gr_frame.f_back.f_back.f_lineno)  # expect: True False deep 13
print(g.switch(10))  # expect: 14
print(bool(g), g.dead, g.gr_frame)  # expect: False True None
print(g.switch("dead", 1), g.throw(GreenletExit("gone")).args)  # expect: ('dead', 1) ('gone',)


# A producer and a consumer become one loop.
def producer(n):
    for i in range(n):
        consumer.switch(i)
    return total


def consume(x):
    global total
    while True:
        total += x
        x = source.switch()


total = 0
source = greenlet(producer)
consumer = greenlet(consume)
print(source.switch(300))  # expect: 44850


# Many in a row, each created, entered, left and ended.
def once(x):
    return main.switch(x + 1) * 2


acc = 0
for i in range(200):
    g = greenlet(once)
    acc += g.switch(i)
    acc += g.switch(i)
print(acc, g.dead)  # expect: 59900 True


# A ring: each goes to the next one, two levels down or up.
def ring(name, next_):
    for i in range(40):
        log.append(name)
        rings[next_].switch()
    return name


log = []
rings = [greenlet(lambda: ring("a", 1)), greenlet(lambda: ring("b", 2)), greenlet(lambda: ring("c", 0))]
print(rings[0].switch(), "".join(log[:7]), len(log))  # expect: a abcabca 120


# Exceptions go to the parent; GreenletExit is a result.
def fails(kind):
    raise kind("inside")


for kind in (ValueError, KeyError):
    try:
        greenlet(fails).switch(kind)
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e.args, e.__context__)
# expect: ValueError ('inside',) None
# expect: KeyError ('inside',) None
print(repr(greenlet(fails).switch(GreenletExit)))  # expect: GreenletExit('inside')


def catches():
    seen = []
    while True:
        try:
            seen.append(main.switch(len(seen)))
        except ValueError as e:
            seen.append(str(e))
        except GreenletExit:
            return seen


g = greenlet(catches)
print(g.switch(), g.switch("a"), g.throw(ValueError, "b"), g.throw(ValueError("c")))  # expect: 0 1 2 3
print(g.throw(), g.dead)  # expect: ['a', 'b', 'c'] True
try:
    greenlet(catches).throw(KeyError)
except KeyError:
    print("thrown into one not started")  # expect: thrown into one not started
try:
    g.throw(3)
except TypeError as e:
    print(e)  # expect: exceptions must be classes, or instances, not int

# The handled exception is each one's own.


def handling():
    print(sys.exc_info()[0])
    try:
        raise KeyError
    except KeyError:
        main.switch()
        print(sys.exc_info()[0].__name__)


try:
    raise ValueError
except ValueError:
    g = greenlet(handling)
    g.switch()
    print(sys.exc_info()[0].__name__)
    g.switch()
    print(sys.exc_info()[0].__name__)
# expect: None
# expect: ValueError
# expect: KeyError
# expect: ValueError


# Parents, subclasses with `run`, and what may not be done.
class Worker(greenlet):
    def run(self, *args, **kwargs):
        return self.parent is home, args, kwargs


home = greenlet(lambda x: ("home", x))
print(Worker(parent=home).switch(1, k=2))  # expect: ('home', (True, (1,), {'k': 2}))
for wrong in ("home.parent = Worker(parent=home)", "home.parent = 3", "del home.parent", "main.parent = home",
              "w = greenlet(print); w.switch(end=''); w.run = 2"):
    home = greenlet(len)
    try:
        exec(wrong)
    except (AttributeError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: ValueError cyclic parent chain
# expect: TypeError GreenletChecker: Expected any type of greenlet, not int
# expect: AttributeError can't delete attribute
# expect: AttributeError cannot set the parent of a main greenlet
# expect: AttributeError run cannot be set after the start of the greenlet
try:
    greenlet().switch()
except AttributeError as e:
    print(e)  # expect: run


# Through a generator, a sort with a key, and a method called by the run time.
def numbers():
    for i in range(3):
        yield main.switch(i)


g = greenlet(lambda: list(numbers()))
print(g.switch(), g.switch("x"), g.switch("y"), g.switch("z"))  # expect: 0 1 2 ['x', 'y', 'z']
g = greenlet(lambda: sorted([3, 1, 2], key=lambda v: main.switch(v)))
print(g.switch(), g.switch(-3), g.switch(-1), g.switch(-2))  # expect: 3 1 2 [3, 2, 1]


class Asks:
    def __init__(self, v):
        self.v = main.switch(v)

    def __eq__(self, other):
        return main.switch("eq")


g = greenlet(lambda: [Asks(1).v, Asks(2) == 2, {Asks: 1}[Asks]])
print(g.switch(), g.switch("one"), g.switch("two"), g.switch(True))  # expect: 1 2 eq ['one', True, 1]

# One that nobody can reach any more is asked to end.


def abandoned():
    try:
        main.switch()
    except GreenletExit:
        log.append("asked")
        raise
    finally:
        log.append("ended")


log = []
g = greenlet(abandoned)
g.switch()
ref = weakref.ref(g)
del g
gc.collect()
gc.collect()
print(log, ref())  # expect: ['asked', 'ended'] None


# Tracing functions see each switch.
def tracer(event, args):
    events.append((event, names.get(args[0], "?"), names.get(args[1], "?")))


events = []
print(settrace(tracer), gettrace() is tracer)  # expect: None True
g = greenlet(lambda: main.switch())
names = {main: "main", g: "g"}
g.switch()
try:
    g.throw(ValueError)
except ValueError:
    pass
settrace(None)
print(events[:2])  # expect: [('switch', 'main', 'g'), ('switch', 'g', 'main')]
print(events[2:])  # expect: [('throw', 'main', 'g'), ('throw', 'g', 'main')]


# Each has its own depth.
def chain(n):
    return greenlet(chain).switch(n - 1) + 1 if n else 0


sys.setrecursionlimit(300)
print(greenlet(chain).switch(200))  # expect: 200


def endless(n):
    return endless(n + 1)


for i in range(2):
    try:
        greenlet(endless).switch(0)
    except RecursionError as e:
        print(e)
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
print(issubclass(error, Exception), issubclass(GreenletExit, Exception))  # expect: True False
