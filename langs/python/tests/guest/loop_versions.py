# Loops that are entered with other kinds, classes and functions than before: each has code of its own, within a
# limit, and that code goes when what it relies on does.
import gc


def total(xs):
    s = 0
    for x in xs:
        s += x
    return s


def text_of(xs):
    s = ""
    for x in xs:
        s = s + str(x) if x else s
    return s


INTS = list(range(40))
KINDS = [INTS, [float(i) for i in INTS], [complex(i, -i) for i in INTS], [2**70 + i for i in INTS],
         [bool(i % 2) for i in INTS], [-i for i in INTS]]
for again in range(3):
    for kind in KINDS:
        print(total(kind))
# expect: 780
# expect: 780.0
# expect: (780-780j)
# expect: 47223664828696452137740
# expect: 20
# expect: -780
# expect: 780
# expect: 780.0
# expect: (780-780j)
# expect: 47223664828696452137740
# expect: 20
# expect: -780
# expect: 780
# expect: 780.0
# expect: (780-780j)
# expect: 47223664828696452137740
# expect: 20
# expect: -780

# The kind changes within the loop, at another place each time.
for cut in (0, 7, 25, 39):
    print(total(INTS[:cut] + KINDS[1][cut:]), total(KINDS[1][:cut] + INTS[cut:]))
# expect: 780.0 780
# expect: 780.0 780.0
# expect: 780.0 780.0
# expect: 780.0 780.0

print(len(text_of(INTS)), len(text_of(KINDS[1])), len(text_of(KINDS[3])))
# expect: 69 147 880


def apply(f, n):
    s = 0
    i = 0
    while i < n:
        s = f(s, i)
        i += 1
    return s


# More functions than a loop has versions; the closures die, and others come.
def fresh(k):
    def add(s, i):
        return s + i * k

    return add


def rounds():
    out = []
    for round in range(3):
        fs = [fresh(round), lambda s, i: s ^ i, lambda s, i: s - i, lambda s, i: i, max, min, divmod and (lambda s, i: 7),
              lambda s, i: s + 1.5, lambda s, i: (i, s)[0], lambda s, i: [i][0] + s, lambda s, i: s | i, pow and (lambda s, i: -s)]
        out.append([apply(f, 30) for f in fs])
        del fs
        gc.collect()
    return out


for line in rounds():
    print(line)
# expect: [0, 1, -435, 29, 29, 0, 7, 45.0, 29, 435, 31, 0]
# expect: [435, 1, -435, 29, 29, 0, 7, 45.0, 29, 435, 31, 0]
# expect: [870, 1, -435, 29, 29, 0, 7, 45.0, 29, 435, 31, 0]


class Base:
    def __init__(self, k):
        self.k = k

    def go(self, i):
        return self.k + i


class Other(Base):
    def go(self, i):
        return self.k * i


class Raising(Base):
    def go(self, i):
        if i == 11:
            raise ValueError(i)
        return 1


def drive(o, n):
    t = 0
    try:
        for i in range(n):
            t += o.go(i)
    except ValueError as e:
        return t, str(e)
    return t


for again in range(4):
    print(drive(Base(3), 30), drive(Other(3), 30), drive(Raising(3), 30))
    if again == 1:
        Base.go = lambda self, i: self.k - i
    if again == 2:
        del Other.go
# expect: 525 1305 (11, '11')
# expect: 525 1305 (11, '11')
# expect: -345 1305 (11, '11')
# expect: -345 -345 (11, '11')


# A loop within another, and one in a generator that others go on with.
def table(rows):
    out = 0
    for row in rows:
        for x in row:
            out = out + x
    return out


def halves(xs):
    for x in xs:
        yield x / 2 if isinstance(x, float) else x // 2


for again in range(2):
    print(table([INTS, INTS]), table([KINDS[1], INTS, KINDS[1]]), table([[(1,)[0]] * 9] * 5))
    print(sum(halves(INTS)), sum(halves(KINDS[1])), sum(halves(KINDS[3][:9])))
# expect: 1560 2340.0 45
# expect: 380 390.0 5312662293228350865424
# expect: 1560 2340.0 45
# expect: 380 390.0 5312662293228350865424


# Deep within a recursion whose frames all stand in the same loop.
def depth(node, f):
    best = 0
    for child in node:
        best = max(best, f(depth(child, f)))
    return best


def nested(n):
    node = ()
    for _ in range(n):
        node = (node, (), node)
    return node


for f in (lambda d: d + 1, lambda d: d + 0.5, lambda d: max(d, 1), lambda d: d + 1):
    print(depth(nested(6), f))
# expect: 6
# expect: 3.0
# expect: 1
# expect: 6
