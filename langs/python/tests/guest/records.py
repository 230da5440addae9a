# Dicts with the same names as keys, which are read by constant keys; and how they stop being alike.


def total(rows):
    s = 0
    for row in rows:
        s += row["x"] * row["y"]
    return s


rows = [{"x": i, "y": i + 1} for i in range(50)]
print(total(rows))  # expect: 41650
# Other orders, more keys, fewer entries in the way, other kinds of mappings.
rows[3] = {"y": 4, "x": 3}
rows[4] = {"z": 0, "x": 4, "y": 5}
rows[5] = dict(x=5, y=6)
rows[6]["z"] = 1
rows[7].pop("x")
rows[7]["x"] = 7
rows[8].clear()
rows[8].update(y=9, x=8)
del rows[9]["y"]
rows[9].setdefault("y", 10)
rows[10] |= {"w": 1}
rows[11] = rows[11] | {"x": 11}
rows[12] = {**rows[12], "v": 0}
rows[13] = rows[13].copy()
rows[14].popitem()
rows[14]["y"] = 15


class Twice:
    def __init__(self, x):
        self.x = x

    def __getitem__(self, key):
        return self.x + (key == "y")


class Rare(dict):
    def __missing__(self, key):
        return 16 if key == "x" else 17


rows[15], rows[16] = Twice(15), Rare(a=1)
print(total(rows), list(rows[7]), list(rows[9]), list(rows[14]))  # expect: 41650 ['y', 'x'] ['x', 'y'] ['x', 'y']


def misses(row):
    try:
        return row["absent"]
    except (KeyError, TypeError) as e:
        return f"{type(e).__name__}: {e}"


for _ in range(30):
    seen = [misses(row) for row in ({"x": 1}, {"absent": 2}, {}, "text", [1], Twice(0), None, 5)]
print(seen)
# expect: ["KeyError: 'absent'", 2, "KeyError: 'absent'", "TypeError: string indices must be integers, not 'str'", 'TypeError: list indices must be integers or slices, not str', 0, "TypeError: 'NoneType' object is not subscriptable", "TypeError: 'int' object is not subscriptable"]


def change(n):
    row = {"a": 0, "b": "", "c": None}
    for i in range(n):
        row["a"] += i
        row["b"] = row["b"][-3:] + str(i % 10)
        row["c"] = row
        if i == n - 5:
            row["d"] = 1
        if i > n - 5:
            row["d"] *= 2
    return row["a"], row["b"], row["c"] is row, list(row), row["d"], len(row)


print(change(100))  # expect: (4950, '6789', True, ['a', 'b', 'c', 'd'], 16, 4)


def made(n):
    s, kept = 0, None
    for i in range(n):
        row = {"left": i, "right": {"deep": (i, -i)}}
        s += row["left"] + row["right"]["deep"][1] + 1
        if i == n // 2:
            kept = row
    return s, kept


print(made(60))  # expect: (60, {'left': 30, 'right': {'deep': (30, -30)}})


def wrapper(f):
    def call(*args, **keywords):
        return f(*args, **keywords)

    return call


@wrapper
def taking(a, b=2, *, c=3, **rest):
    return a, b, c, rest


def meddling(**keywords):
    keywords["late"] = keywords.pop("early", 0)
    return taking(1, **keywords)


for i in range(40):
    passed = taking(i, b=i + 1), taking(i, c=1, d=2, e=i), meddling(early=i), meddling(b=5, early=1), taking(b=1, a=2)
print(passed)
# expect: ((39, 40, 3, {}), (39, 2, 1, {'d': 2, 'e': 39}), (1, 2, 3, {'late': 39}), (1, 5, 3, {'late': 1}), (2, 1, 3, {}))


def kept_keywords(n):
    all = []
    for i in range(n):
        all.append((lambda **k: k)(first=i, second=-i))
    return all


kept = kept_keywords(40)
del kept[20]["first"]
print(kept[20], kept[21], sum(k["second"] for k in kept))  # expect: {'second': -20} {'first': 21, 'second': -21} -780

# As the globals of code, which then changes them.
space = {"a": 1, "b": 2}
for i in range(40):
    exec("a = a + b\nc = a", space)
    space["b"] = space["a"] % 3
print(space["a"], space["b"], space["c"])  # expect: 3 0 3
name = 1
for i in range(40):
    globals()["name"] = globals()["name"] + 1
print(name)  # expect: 41
# Changes while iterating are noticed, whoever makes them.
for change_it in (lambda d: d.pop("p"), lambda d: d.update(z=1), lambda d: d.__setitem__("y", 1)):
    d = {"p": 1, "q": 2}
    try:
        for key in d:
            change_it(d)
    except RuntimeError as e:
        print(e)
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
print({"x": 1, "x": 2}, {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8}["g"], {"é": 1, "\ud800": 2}["é"])
# expect: {'x': 2} 7 1
wide = [{"k1": i, "k2": 2, "k3": 3, "k4": 4, "k5": 5, "k6": 6, "k7": 7, "k8": 8, "k9": 9} for i in range(40)]
print(sum(w["k1"] + w["k9"] for w in wide), type(wide[0]), {"x": 1} == {"x": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
# expect: 1140 <class 'dict'> True True


class Counter:
    count = 0
    names = ["none"]
    __slots__ = ()

    def __init__(self):
        Counter.count += 1
        Counter.names = [self.count]


class Watched(type):
    def __setattr__(cls, name, value):
        super().__setattr__(name, value * 2)


class Doubled(metaclass=Watched):
    value = 1


class Heir(Counter):
    pass


for i in range(60):
    Heir()
    Doubled.value = Doubled.value % 7
    if i == 40:
        Counter.count = property(lambda self: -1)
        print(Counter().count if False else type(Counter.__dict__["count"]).__name__)
        Counter.count = 100
    if i == 50:
        del Counter.names
print(Counter.count, Heir.count, Counter.names, Doubled.value, Counter.__dict__["count"], vars(Counter)["names"])
# expect: property
# expect: 119 119 [119] 8 119 [119]


def functions(n):
    all, s = [], 0
    for i in range(n):

        def f(x, y=i, *, z=[i]):
            "text"
            return x + y + z[0] + i

        f.mark = i
        s += f(1) + (lambda: i)()
        all.append(f)
    g = all[3]
    return s, g(0), g.__name__, g.__qualname__, g.__doc__, g.__defaults__, g.__kwdefaults__, g.__dict__, g.__module__


print(functions(50))
# expect: (4950, 55, 'f', 'functions.<locals>.f', 'text', (3,), {'z': [3]}, {'mark': 3}, '__main__')
