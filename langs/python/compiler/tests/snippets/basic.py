"""Doc."""
import os.path as p
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def loop(xs):
    a, b = 0, 1
    total = 0
    for i, x in enumerate(xs):
        if x is None or not i:
            continue
        total += x * i
        a, b = b, a + b
    while total > 0 and a < b <= 10:
        total -= 1
    else:
        print(total)
    return [x + y for x in xs for y in x if x]

class A(Base, metaclass=M):
    x: int = 1
    def __init__(self, y=1, *args, k=2, **kw):
        super().__init__(*args, **kw)
        self.y = y
        self.__p = lambda: self.y + y
    def g(self):
        try:
            with open(self.y) as f, b:
                return f.read()
        except (A, B) as e:
            print(e)
        finally:
            self.close(1, z=2)
    def gen(self):
        x = yield 1
        yield from self.gen()
        return f"{x!r:>{self.y}} and {x=}"

def m(v):
    match v:
        case [1, *rest] | {"k": rest}:
            return rest
        case A(x=1, y=z) if z:
            return z
        case _:
            del v
    return v
