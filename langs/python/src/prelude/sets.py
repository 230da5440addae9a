# Set operations on elements that guest code hashes and compares, and on iterators.

def _set_like(s, out):
    return frozenset(out) if isinstance(s, frozenset) else out


def _set_union(s, others):
    out = set(s)
    for o in others:
        for x in o:
            out.add(x)
    return _set_like(s, out)


def _set_intersection(s, others):
    out = set(s)
    for o in others:
        o = set(o)
        out = {x for x in out if x in o}
    return _set_like(s, out)


def _set_difference(s, others):
    out = set(s)
    for o in others:
        for x in o:
            out.discard(x)
    return _set_like(s, out)


def _set_symmetric(s, others):
    out = set(s)
    for x in set(others[0]):
        if x in s:
            out.discard(x)
        else:
            out.add(x)
    return _set_like(s, out)


def _set_union_update(s, *others):
    _set_replace(s, _set_union(s, others))


def _set_intersection_update(s, *others):
    _set_replace(s, _set_intersection(s, others))


def _set_difference_update(s, *others):
    _set_replace(s, _set_difference(s, others))


def _set_symmetric_update(s, other):
    _set_replace(s, _set_symmetric(s, (other,)))


def _set_issubset(s, other):
    other = set(other)
    for x in s:
        if x not in other:
            return False
    return True


def _set_issuperset(s, other):
    for x in other:
        if x not in s:
            return False
    return True


def _set_isdisjoint(s, other):
    for x in other:
        if x in s:
            return False
    return True


def _view_isdisjoint(view, other):
    for x in other:
        if x in view:
            return False
    return True


def _dict_fromkeys(cls, keys, value):
    d = cls()
    for k in keys:
        d[k] = value
    return d
