# Sums and products of iterators, and of elements with operators of their own.

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
