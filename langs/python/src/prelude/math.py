# Numbers made by guest code; sums and products of iterators, and of elements with operators of their own.

def _prod(v, total):
    for x in v:
        total = total * x
    return total


def _real(x):
    if isinstance(x, (int, float)) or _special(x, "__float__") is None and _special(x, "__index__") is None:
        return x
    return float(x)


def _fsum_slow(v):
    return _fsum([_real(x) for x in v])


def _dist_slow(p, q):
    return _dist([_real(x) for x in p], [_real(x) for x in q])


def _sumprod_slow(p, q):
    return _sumprod(list(p), list(q))


def _sumprod_any(p, q):
    total = 0
    for x, y in zip(p, q):
        total = total + x * y
    return total


def _float_of(f, v):
    if f.__name__ == "__index__":
        return float(_index(v))
    x = f(v)
    return x if type(x) is float else _exact(type(v).__name__ + ".__float__", x, float)
