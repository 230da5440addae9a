# Names of modules: what hot code remembers of them, and how it learns that they changed.
import types


def size(x):
    return len(x)


def total(n):
    s = 0
    for _ in range(n):
        s += size("abc")
    return s


print(total(100))  # expect: 300
# A new name elsewhere changes nothing; one that shadows a builtin does.
other = 1
print(total(100))  # expect: 300


def len(x):
    return 5


print(total(100))  # expect: 500
del len
print(total(100))  # expect: 300
len = lambda x: 7
print(total(100))  # expect: 700
len = lambda x: 8
print(total(100))  # expect: 800
del len
print(total(100))  # expect: 300

# A constant becomes a variable, goes and comes back.
factor = 2


def scaled(n):
    s = 0
    for i in range(n):
        s += i * factor
    return s


print(scaled(100))  # expect: 9900
factor = 3
print(scaled(100))  # expect: 14850
globals()["factor"] = 4
print(scaled(100))  # expect: 19800
del factor
try:
    scaled(100)
except NameError as e:
    print(e)  # expect: name 'factor' is not defined
factor = 5
print(scaled(100))  # expect: 24750
globals().update(factor=6)
print(scaled(100))  # expect: 29700
print(globals().pop("factor"))  # expect: 6
globals().setdefault("factor", 7)
print(scaled(100))  # expect: 34650


# The name changes while the loop runs.
def change_within(n):
    global factor
    seen = []
    for i in range(n):
        if i == n // 2:
            factor = "half"
        if not seen or seen[-1] != factor:
            seen.append(factor)
    return seen


factor = 1
print(change_within(200))  # expect: [1, 'half']


def come_and_go(n):
    missing = 0
    for i in range(n):
        if i % 3 == 0:
            globals()["guest"] = i
        elif i % 3 == 2:
            del globals()["guest"]
        try:
            guest
        except NameError:
            missing += 1
    return missing


print(come_and_go(300))  # expect: 100

# Entries move when a namespace with gaps grows.
space = {"n": 0}
exec("def step():\n    global n\n    n += 1\n    return n", space)
for i in range(40):
    space[f"gap{i}"] = i
for i in range(100):
    space["step"]()
for i in range(39):
    del space[f"gap{i}"]
for i in range(60):
    space[f"more{i}"] = i
    space["step"]()
print(space["n"], space["step"]())  # expect: 160 161
step = space["step"]
space.clear()
space["n"] = 10
print([step() for _ in range(3)])  # expect: [11, 12, 13]

# A module's attributes, through the module.
m = types.ModuleType("m")
m.value = 1


def read(n):
    s = 0
    for _ in range(n):
        s += m.value
    return s


print(read(100))  # expect: 100
m.value = 2
print(read(100))  # expect: 200
m.fresh = 0
del m.value
try:
    read(100)
except AttributeError as e:
    print(e)  # expect: module 'm' has no attribute 'value'
m.value = 3
print(read(100))  # expect: 300

# Many globals come between runs of hot functions.
for i in range(12):
    globals()[f"between{i}"] = i
    assert total(60) == 180 and read(60) == 180

# What a class is called.
class Named:
    pass


def names(values):
    return {v.__class__.__name__ for v in values for _ in range(50)}


print(sorted(names([1, 2.0, "s", [], (), {}, Named(), None, True, 1 << 80, b"", {1}])))
# expect: ['Named', 'NoneType', 'bool', 'bytes', 'dict', 'float', 'int', 'list', 'set', 'str', 'tuple']
Named.__name__ = "Renamed"
print(names([Named()]), Named.__qualname__)  # expect: {'Renamed'} Named


class Meta(type):
    @property
    def __name__(cls):
        return "from the metaclass"


class Odd(metaclass=Meta):
    pass


print(names([Odd()]))  # expect: {'from the metaclass'}
