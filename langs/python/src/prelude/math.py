# Numbers made by guest code; sums and products of iterators, and of elements with operators of their own.

def _prod(v, total):
    for x in v:
        total = total * x
    return total


def _fsum_slow(v):
    return _fsum(list(v))


def _dist_slow(p, q):
    return _dist(list(p), list(q))


def _sumprod_slow(p, q):
    return _sumprod(list(p), list(q))


def _float_of(f, v):
    if f.__name__ == "__index__":
        return float(_index(v))
    x = f(v)
    return x if type(x) is float else _exact(type(v).__name__ + ".__float__", x, float)
