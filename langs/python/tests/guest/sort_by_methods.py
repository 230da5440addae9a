# Sorting by what guest code says: runs in order, backwards, with equal ones, and any length around the short runs.
class R:
    def __init__(self, k, n):
        self.k, self.n = k, n

    def __lt__(self, other):
        return self.k < other.k


def check(ks):
    plain = [(k, i) for i, k in enumerate(ks)]
    rows = [R(k, i) for k, i in plain]
    assert [(r.k, r.n) for r in sorted(rows)] == sorted(plain), ks
    assert [(r.k, r.n) for r in sorted(rows, reverse=True)] == sorted(plain, key=lambda p: (-p[0], p[1])), ks
    assert sorted(plain, key=lambda p: R(p[0], 0)) == sorted(plain, key=lambda p: p[0]), ks
    rows.sort()
    assert [r.n for r in rows] == [i for _, i in sorted(plain)], ks


for n in (0, 1, 2, 3, 7, 8, 9, 16, 17, 33):
    check(list(range(n)))
    check(list(range(n, 0, -1)))
    check([i * 7 % 5 for i in range(n)])
    check([i // 3 for i in range(n)] + [0, 5])
    check([-(i // 3) for i in range(n)])


class Fails(R):
    def __lt__(self, other):
        raise ValueError(self.k)


rows = [Fails(3, 0), Fails(2, 0)]
try:
    rows.sort()
except ValueError as e:
    print(e, [r.k for r in rows])  # expect: 2 [3, 2]
short = (1, 2)
t, u = (), (3,)
for i in range(3):
    t = t + u
    u = short + u
# Short tuples put together.
print(t, u, [*short, *t], (*u, *short), () + short is short)  # expect: (3, 1, 2, 3, 1, 2, 1, 2, 3) (1, 2, 1, 2, 1, 2, 3) [1, 2, 3, 1, 2, 3, 1, 2, 1, 2, 3] (1, 2, 1, 2, 1, 2, 3, 1, 2) True
