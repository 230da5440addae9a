# Coroutines that are made and never awaited, where nothing needs the result of the call.
import gc
import warnings


async def one(x=1, *more, key=0):
    return x


class Post:
    async def send(self):
        return 1

    @classmethod
    async def open(cls):
        return cls


def forgets():
    one()
    one(1)
    one(*[1])
    one(key=2)
    Post().send()
    Post.open()
    unused = one(5)


def keeps(found=[]):
    found.append(one())
    c = one()
    c.close()
    found.pop().close()
    return one()


def run(c):
    try:
        c.send(None)
    except StopIteration as e:
        return e.value


def shown(f):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        v = f()
        gc.collect()
    for w in seen:
        print(w.category.__name__, w.message, w.lineno, w.filename.endswith("unawaited.py"))
    return v


shown(forgets)
# expect: RuntimeWarning coroutine 'one' was never awaited 20 True
# expect: RuntimeWarning coroutine 'one' was never awaited 21 True
# expect: RuntimeWarning coroutine 'one' was never awaited 22 True
# expect: RuntimeWarning coroutine 'one' was never awaited 23 True
# expect: RuntimeWarning coroutine 'Post.send' was never awaited 24 True
# expect: RuntimeWarning coroutine 'Post.open' was never awaited 25 True
# expect: RuntimeWarning coroutine 'one' was never awaited 26 True
shown(keeps).close()


async def total(n):
    t = 0
    for i in range(n):
        t += await one(i)
        if i == n - 1:
            one(i)
    return t


print(shown(lambda: run(total(3000))))
# expect: RuntimeWarning coroutine 'one' was never awaited 70 True
# expect: 4498500
