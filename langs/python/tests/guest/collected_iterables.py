# Containers made of iterables, membership and removal, and the iterators that builtins make.


class Element:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, Element) and self.v == other.v

    def __hash__(self):
        return hash(self.v)


class OwnList(list):
    pass


class OwnSet(set):
    pass


def squares(n):
    for i in range(n):
        yield i * i


def failing(n):
    yield from range(n)
    raise ValueError("after " + str(n))


def collected(n):
    total = 0
    for i in range(n):
        total += len(list(squares(i % 5))) + len(tuple(x for x in range(3)))
        total += len(set(squares(i % 4))) + len(frozenset(x % 2 for x in range(i % 6)))
        total += sum(reversed(range(i % 7))) + sum(reversed([1, 2, i])) + sum(reversed((3, 4)))
        total += len(tuple([1, 2])) + len(list((1, 2, 3))) + len([i] + [i, i]) + len((i,) + tuple([1] * 9))
        for kind in list, tuple, set, frozenset:
            try:
                kind(failing(i % 3))
            except ValueError as e:
                total += len(str(e))
    return total


print(collected(300))  # expect: 65540


def members(n):
    found = 0
    items = [1, 2.0, "a", Element(3), None, True]
    for i in range(n):
        found += (i % 4 in items) + (Element(i % 5) in items) + ("a" in (1, "a")) + ("b" not in (i, "a"))
        items.append(i)
        items.remove(i)
        items.remove(Element(3))
        items.insert(3, Element(3))
        try:
            items.remove("absent")
        except ValueError:
            found += 1
        found += items.index(None) + items.count(1)
    return found


print(members(300))  # expect: 2014


def kept(n):
    s, own = set(), OwnSet()
    for i in range(n):
        s.add(i % 50)
        s.add(Element(i % 3))
        s.discard(i % 7)
        own.add(i % 4)
        s.add(frozenset((1, 2)))
        s.discard({1, 2})
        try:
            s.remove(i % 60)
        except KeyError as e:
            own.add(e.args[0])
        try:
            s.add([])
        except TypeError:
            own.discard(55)
    return len(s), len(own)


print(kept(300))  # expect: (46, 16)


def walked(n):
    total = 0
    for i in range(n):
        d = {1: 2, i: 4}
        for k in d:
            total += k
        for k, v in d.items():
            total += k * v
        for v in d.values():
            total += v
        for v in iter(iter([1, 2])):
            total += v
        for v in {i}:
            total += v
        try:
            for k in d:
                d[k + 1000] = 1
        except RuntimeError:
            total += 1
    return total


print(walked(300))  # expect: 272995
y = OwnList([1, 2])
y.remove(1)
print(y, 2 in y, list(reversed(y)), list(reversed(range(1, 10, 3))), list(reversed("abc")))  # expect: [2] True [2] [7, 4, 1] ['c', 'b', 'a']
print(type(reversed([1])).__name__, type(reversed(range(3))).__name__, type(reversed("ab")).__name__)  # expect: list_reverseiterator range_iterator reversed


def named(n):
    total = 0
    for i in range(n):
        total += sorted([3, 1, i % 5], key=lambda x: -x, reverse=True)[0] + int("11", base=2 + i % 3)
        total += max([1, 2], key=lambda x: -x, default=3) + len("a b c".split(sep=" ", maxsplit=1)) + sum([1], start=i)
        try:
            sum([1], 2, start=3)
        except TypeError:
            total += 1
        try:
            sorted([1], other=1)
        except TypeError:
            total += 1
    return total


print(named(300))  # expect: 48090
