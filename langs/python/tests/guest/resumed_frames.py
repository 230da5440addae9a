# Suspended frames that go on: recursive generators, coroutines, sent and thrown values, from everywhere.
import sys


class Tree:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(values):
    if not values:
        return None
    i = len(values) // 2
    return Tree(tree(values[:i]), values[i], tree(values[i + 1:]))


nodes = tree(range(60))
total = 0
for _ in range(10):
    for v in nodes:
        total += v
print(total)  # expect: 17700


async def fibonacci(n):
    if n <= 1:
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as e:
        return e.value


print([run(fibonacci(n)) for n in range(12)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]


class Pause:
    def __await__(self):
        got = yield self
        return got


async def paused(n):
    if n == 0:
        return await Pause()
    return n + await paused(n - 1)


def driven(n):
    c, sent = paused(n % 7), None
    try:
        while True:
            c.send(sent)
            sent = n
    except StopIteration as e:
        return e.value


print(sum(driven(n) for n in range(120)))  # expect: 8092


def countdown(n, log):
    try:
        got = yield n
        if got:
            log.append(got)
        if n:
            yield from countdown(n - 1, log)
    except KeyError as e:
        log.append(e.args[0])
        yield -n
    finally:
        log.append(n)


def mixed(rounds):
    sums = 0
    for i in range(rounds):
        log = []
        g = countdown(i % 5, log)
        sums += next(g)
        try:
            sums += g.send("s") if i % 3 else next(g)
            sums += g.throw(KeyError(7)) if i % 2 else next(g)
            for x in g:
                sums += x
        except StopIteration:
            sums += 100
        except KeyError:
            sums += 1000
        if i % 4 == 0:
            g.close()
        sums += len(log)
    return sums


print(mixed(120))  # expect: 4376


def failing(n):
    if n == 0:
        yield 1
        raise ValueError("deep")
    yield from failing(n - 1)


def failures(rounds):
    seen = 0
    for i in range(rounds):
        try:
            for x in failing(i % 6):
                seen += x
        except ValueError as e:
            seen += len(str(e))
            depth, tb = 0, e.__traceback__
            while tb:
                depth, tb = depth + 1, tb.tb_next
            seen += depth
    return seen


print(failures(60))  # expect: 570


def endless(n):
    yield n
    yield from endless(n + 1)


def too_deep():
    sys.setrecursionlimit(120)
    n = 0
    try:
        for n in endless(0):
            pass
    except RecursionError:
        return n > 60
    finally:
        sys.setrecursionlimit(1000)


print([too_deep() for _ in range(3)])  # expect: [True, True, True]


def alternating(n):
    # Its consumers differ, and so does what they resume.
    while n:
        n -= 1
        if n % 3 == 0:
            yield n
        elif n % 3 == 1:
            x = yield from (y for y in (n, n))
            yield x
        else:
            yield str(n)


def consumers(rounds):
    out = 0
    for i in range(rounds):
        out += len(list(alternating(i % 9))) + sum(1 for x in alternating(i % 5))
        g = alternating(4)
        while next(g, self_end) is not self_end:
            out += 1
        out += len([*alternating(3)]) + len({x for x in alternating(5)})
    return out


self_end = object()
print(consumers(40))  # expect: 1058


def permuted(items, n):
    if n == 0:
        yield ()
        return
    for i in range(len(items)):
        for rest in permuted(items[:i] + items[i + 1:], n - 1):
            yield (items[i],) + rest


print(sum(p[0] for p in permuted(list(range(5)), 3)))  # expect: 120
