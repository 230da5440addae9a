def cells():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc

def unbound(c):
    if c:
        x = 1
    for i in c:
        print(i)
    del c
    return x, i

def comp_capture(xs):
    return [lambda: x for x in xs], {k: v for k, v in xs if (last := k)}, last

def walrus(a):
    return a + (a := 2), a

class K:
    y = 1
    z = [y for _ in range(3)]
    g = (w for w in z if y)
    def __priv(self): return __class__, self.__priv
    __class__ = property(__priv)

def swap(a, b, x):
    a, b = b, a
    x[0], x[1] = x[1], x[0]
    x = f(x) + x
    x = [x, x] if a else b or x
    (p, q), *r = x
    return -1, (1, 'a'), 0xFFFFFFFFFFFFFFFFFF, '\ud800é', b'x' b'y', 1j, ...

def early(a, b):
    return [x for _ in a for y in x for x in b]

def gen(xs):
    try:
        yield from (x for x in xs)
    except ValueError as e:
        raise KeyError from e
    else:
        return 1
    finally:
        for x in xs:
            if x: break
        else:
            return 2

@deco(1)
@deco.two
def decorated(a, /, b=1, *c, d, e=2, **f): "Doc.\n    more\n      x"

def loops(a, i):
    while True:
        if a: break
        try:
            if i: continue
            a[i] += 1
            a.b -= i
        finally:
            i = a[1:2, ::i]
        assert i, 'message'
    f(*a, k=1, **i)
    import a.b.c as d, e.f
    from . import x as y
    global G
    G = {1: 2, **a}; del G, a[0], a.b


# Names of the module that are assigned again and again.
COUNT = 0
for varying in range(3):
    again = varying
COUNT += 1
