# Generators that pass over elements, in loops that consume them, also in others and in themselves.
def evens(it):
    for x in it:
        if x % 2 == 0:
            yield x


def scaled(it, k):
    for x in it:
        if x % 3:
            yield x * k


def total(it):
    t = 0
    for x in it:
        t += x
    return t


print(total(scaled(evens(range(4000)), 3)))  # expect: 7996002
print([total(scaled(evens(range(n)), n)) for n in range(0, 30, 7)])  # expect: [0, 42, 336, 1554, 3416]


def walk(d):
    if d:
        yield from walk(d - 1)
        if d % 2:
            yield d
        yield from walk(d - 1)


print(sum(sum(walk(7)) for _ in range(60)))  # expect: 8340
print(total(evens(walk(6))), total(x for x in walk(6) if x > 1))  # expect: 0 34


def mixed(d, log):
    # Yields to a loop and to itself in turn.
    for x in walk(d):
        got = yield x
        if got is not None:
            log.append(got)
    return d


def drive(n):
    log = []
    for i in range(n):
        g = mixed(i % 5, log)
        try:
            v = next(g)
            while True:
                v = g.send(v * 2) if v > 1 else next(g)
        except StopIteration as e:
            log.append(e.value)
    return log


out = drive(300)
print(len(out), sum(out))  # expect: 480 1680


# Attributes of functions, set and read where they are called.
def counted(f):
    def wrapped(*args, **kw):
        wrapped.calls += 1
        return f(*args, **kw)

    wrapped.calls = 0
    return wrapped


@counted
def add(a, b=1):
    return a + b


print(sum(add(i, b=i) for i in range(500)), add.calls)  # expect: 249500 500
del add.calls
for _ in range(2):
    try:
        add(1)
    except AttributeError as e:
        print(e)
# expect: 'function' object has no attribute 'calls'
# expect: 'function' object has no attribute 'calls'
add.calls = 5
add(1)
print(add.calls, add.__name__, sorted(add.__dict__))  # expect: 6 wrapped ['calls']
