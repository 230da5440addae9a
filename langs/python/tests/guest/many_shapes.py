# One place that meets instances of many classes and shapes: the same answers as with a few.
import random


def classes(n):
    made = []
    for number in range(n):
        class Shape:
            kind = number
            __slots__ = ("v", "w") if number % 3 == 0 else ()

            if number % 3:
                __slots__ = ("__dict__",)

            def __init__(self, v):
                self.v = v
                if self.kind % 2:
                    self.extra = v
                self.w = -v

            def area(self):
                return self.v + self.kind

            @property
            def double(self):
                return self.v * 2

            @double.setter
            def double(self, x):
                self.v = x // 2

            @staticmethod
            def fixed(x):
                return x + 1

            @classmethod
            def own(cls):
                return cls.kind

        if number % 3 == 0:
            Shape.kind = number
        made.append(Shape)
    return made


class Plain:
    pass


CLASSES = [c for c in classes(30) if c.kind % 3 or c.kind % 2 == 0]
shapes = [CLASSES[i % len(CLASSES)](i) for i in range(100)]


def use(objects, rounds):
    total = 0
    for _ in range(rounds):
        for o in objects:
            total += o.v + o.w + o.area() + o.kind + o.fixed(1) + o.own()
            o.v += 1
            o.double = o.double + 2
            o.w = o.w
    return total


print(use(shapes, 5), use(shapes, 5))  # expect: 51350 61350
for c in CLASSES[::2]:
    c.area = lambda self: 1000
    c.kind = 5
print(use(shapes, 3))  # expect: 181284
CLASSES[3].area = property(lambda self: lambda: 7)
print(use(shapes, 3))  # expect: 183162


# Attributes set in many orders, taken away again, and by name.
def mixed(n):
    r = random.Random(5)
    made = []
    for i in range(n):
        p = Plain()
        names = list("abcdef")
        r.shuffle(names)
        for k, name in enumerate(names):
            setattr(p, name, i + k)
        made.append(p)
    return made


def sums(objects, rounds):
    s = 0
    for _ in range(rounds):
        for p in objects:
            s += p.a - p.f + getattr(p, "b") - getattr(p, "missing", 1)
            p.c = p.d
            setattr(p, "e", p.c)
            s += p.e - p.d
    return s


things = mixed(120)
print(sums(things, 4))  # expect: 29244
for p in things[::7]:
    del p.a
    p.a = 1
    p.later = 2
print(sums(things, 4))  # expect: 24836


class Computed(Plain):
    def __getattr__(self, name):
        return len(name)

    def __setattr__(self, name, value):
        super().__setattr__(name, 3)


odd = Computed()
odd.b = 1
print(sums(things + [odd], 4))  # expect: 24828
try:
    sums(things + [Plain()], 1)
except AttributeError as e:
    print(e)  # expect: 'Plain' object has no attribute 'a'
print(odd.__dict__)  # expect: {'b': 3, 'c': 3, 'e': 3}


# Attributes deleted in a hot loop.
class Watched:
    def __init__(self):
        self.log = []
        self.a = self.b = 1

    def __delattr__(self, name):
        self.log.append(name)
        super().__delattr__(name)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a, self.b = 1, 2


class Guarded:
    def __init__(self):
        self._a = 1

    @property
    def a(self):
        return self._a

    @a.deleter
    def a(self):
        del self._a


def take_away(rounds):
    total = 0
    for i in range(rounds):
        p = Plain()
        p.a, p.b, p.c = i, 2, 3
        del p.a
        p.d = 4
        total += p.b + p.c + p.d
        del p.c, p.d
        assert vars(p) == {"b": 2} if i % 50 == 0 else not hasattr(p, "c")
        w, s, g = Watched(), Slotted(), Guarded()
        del w.a, s.a, g.a
        total += len(w.log) + s.b + w.b + hasattr(s, "a") + hasattr(g, "a")
        missing = 0
        for o in (p, w, s, g):
            try:
                del o.a
            except AttributeError:
                missing += 1
        total += missing
    return total


print(take_away(150))  # expect: 2550
p = Plain()
p.__doc__ = "its own"
p.__name__ = "p"
print(p.__doc__, p.__name__, Plain.__doc__)  # expect: its own p None
