def gen(n):
    for i in range(n):
        r = yield i
        if r: print('got', r)
    return 'done'
g1 = gen(3)
print(next(g1), g1.send('hi'), list(g1))
def deleg():
    r = yield from gen(2)
    print('r', r)
    yield from [10, 20]
print(list(deleg()))
def g():
    try:
        x = yield 1
        print('x', x)
        yield 2
    except ValueError as e:
        print('caught', e)
        yield 3
    finally:
        print('cleanup')
it = g()
print(next(it)); print(it.throw(ValueError('boo')))
try: next(it)
except StopIteration as e: print('stop', e.value)
it = g(); next(it); it.close()
it = g(); it.close(); print(list(it))
def ret():
    yield 1
    return 42
it = ret(); next(it)
try: next(it)
except StopIteration as e: print(e.value)
def d():
    v = yield from ret()
    print('v', v)
    try:
        yield from g()
    except KeyError as e: print('ke', e)
it = d()
print(next(it), next(it))
print(it.throw(ValueError('through')))
print(list(it))
it = d(); next(it); next(it)
try: it.throw(KeyError('k'))
except StopIteration: print('si')
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), [*It(2)])
def dd(): return (yield from It(2))
print(list(dd()))
a, b = It(2); print(a, b)
try: a, b = It(3)
except ValueError as e: print('ve')
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as e: print(repr(e), repr(e.__cause__))
# expect: got hi
# expect: 0 1 [2]
# expect: r done
# expect: [0, 1, 10, 20]
# expect: 1
# expect: caught boo
# expect: 3
# expect: cleanup
# expect: stop None
# expect: cleanup
# expect: []
# expect: 42
# expect: v 42
# expect: 1 1
# expect: caught through
# expect: 3
# expect: cleanup
# expect: []
# expect: v 42
# expect: cleanup
# expect: ke 'k'
# expect: si
# expect: [2, 1, 0] 6 [1, 0]
# expect: [1, 0]
# expect: 1 0
# expect: ve
# expect: RuntimeError('generator raised StopIteration') StopIteration()


def not_started():
    yield 1


g = not_started()
print(g.gi_frame.f_lineno == not_started.__code__.co_firstlineno, next(g), g.gi_frame.f_lineno - not_started.__code__.co_firstlineno)  # expect: True 1 1


# send, __next__ and close, bound and called through the class.
def doubled():
    try:
        given = yield "ready"
        while given is not None:
            given = yield given * 2
    finally:
        print("closed")
    return "over"


def sends(times):
    g = doubled()
    total = 0
    print(g.__next__(), type(g).send(g, 1))
    send = g.send
    for i in range(1, times):
        total += send(i) + g.send(-1)
    try:
        g.send(None)
    except StopIteration as e:
        print(total, e.value)
    h = doubled()
    try:
        h.send(7)
    except TypeError as e:
        print(e)
    next(h)
    h.close()
    h.close()
    for call in (lambda: g.send(1, 2), lambda: g.send(), lambda: next(g)):
        try:
            call()
        except (TypeError, StopIteration) as e:
            print(type(e).__name__, e)


sends(30)
# expect: ready 2
# expect: closed
# expect: 812 over
# expect: can't send non-None value to a just-started generator
# expect: closed
# expect: TypeError generator.send() takes exactly one argument (2 given)
# expect: TypeError generator.send() takes exactly one argument (0 given)
# expect: StopIteration 
