# OrderedDict: keys moved to either end, in loops, mixed with changes and lookups.

from collections import OrderedDict


def shuffled(n, size):
    d = OrderedDict((k, -k) for k in range(size))
    order = list(range(size))
    for i in range(n):
        k = i * 7 % size
        order.remove(k)
        if i % 3:
            d.move_to_end(k, last=False)
            order.insert(0, k)
        else:
            d.move_to_end(k)
            order.append(k)
        if i % 11 == 0:
            first = d.popitem(last=False)
            assert first == (order[0], -order[0])
            order.pop(0)
            d[first[0]] = first[1]
            order.append(first[0])
        if i % 50 == 0:
            d[size + i] = -size - i
            order.append(size + i)
    assert list(d) == order, (list(d), order)
    assert all(d[k] == -k for k in order) and len(d) == len(order)
    assert list(d.items()) == [(k, -k) for k in order]
    assert list(reversed(d)) == order[::-1]
    return order[:4]


print(shuffled(400, 40), shuffled(60, 2), shuffled(30, 1))  # expect: [26, 19, 38, 24] [1, 0, 2, 52] [0, 1]
d = OrderedDict(a=1, b=2, c=3)
d.move_to_end("a", last=False)
d.move_to_end("c", last=False)
print(d, d.copy(), OrderedDict(d) == d, dict(d))  # expect: OrderedDict({'c': 3, 'a': 1, 'b': 2}) OrderedDict({'c': 3, 'a': 1, 'b': 2}) True {'c': 3, 'a': 1, 'b': 2}
for last in (True, False):
    try:
        d.move_to_end("z", last)
    except KeyError as e:
        print("KeyError", e)
# expect: KeyError 'z'
# expect: KeyError 'z'


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return str(self.n)


k = OrderedDict.fromkeys(map(Key, range(5)))
for i in range(40):
    k.move_to_end(Key(i % 5), last=i % 2 == 0)
print(list(k))  # expect: [4, 2, 0, 1, 3]
