# getattr, hasattr and setattr with names that a loop knows and others; instances with and without a dict of their own.

class Plain:
    kind = "plain"
    def __init__(self, n):
        self.n = n
    def method(self):
        return self.n
    @property
    def double(self):
        return 2 * self.n
    @property
    def broken(self):
        raise AttributeError("broken")
    @property
    def wrong(self):
        raise ValueError("wrong")


class Asks(Plain):
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return name.upper()


class Slots:
    __slots__ = ("n", "rest")
    def __init__(self, n):
        self.n = n


class Meta(type):
    def __getattr__(cls, name):
        if name == "made":
            return cls.__name__ + " made"
        raise AttributeError(name)


class Of(metaclass=Meta):
    pass


def read(o):
    return (getattr(o, "n", None), getattr(o, "kind", "?"), getattr(o, "nothing", "default"), hasattr(o, "n"),
            hasattr(o, "nothing"), hasattr(o, "method"), hasattr(o, "double"), getattr(o, "broken", "d"))


def loop(make, times=60):
    out = set()
    for i in range(times):
        out.add(read(make(1)))
    return sorted(out, key=repr)


def with_dict(n):
    o = Plain(n)
    o.__dict__["extra"] = 1
    return o


print(loop(Plain))  # expect: [(1, 'plain', 'default', True, False, True, True, 'd')]
print(loop(with_dict))  # expect: [(1, 'plain', 'default', True, False, True, True, 'd')]
print(loop(Asks))  # expect: [(1, 'plain', 'default', True, False, True, True, 'BROKEN')]
print(loop(Slots))  # expect: [(1, '?', 'default', True, False, False, False, 'd')]
print(loop(lambda n: n))  # expect: [(None, '?', 'default', False, False, False, False, 'd')]
print(loop(lambda n: [n]))  # expect: [(None, '?', 'default', False, False, False, False, 'd')]
print(loop(lambda n: Of))  # expect: [(None, '?', 'default', False, False, False, False, 'd')]
print({getattr(Of, "made", 0) for i in range(60)}, {getattr(Of, "not", 0) for i in range(60)})  # expect: {'Of made'} {0}


def by_variable(o, names):
    out = []
    for i in range(30):
        for name in names:
            out.append(getattr(o, name, None))
            setattr(o, name, i)
    return out[:len(names)], out[-len(names):], vars(o)


print(by_variable(Plain(5), ["n", "a", "b"]))  # expect: ([5, None, None], [28, 28, 28], {'n': 29, 'a': 29, 'b': 29})
print(by_variable(with_dict(5), ["n", "a"]))  # expect: ([5, None], [28, 28], {'n': 29, 'extra': 1, 'a': 29})


# An attribute that comes and goes in the dict of an instance.
def in_dict():
    o = with_dict(0)
    seen = []
    for i in range(80):
        o.n = i
        if i % 20 == 10:
            o.__dict__["kind"] = i
        if i % 20 == 15:
            del o.kind
        if i % 20 == 17:
            o.late = i
        seen.append((o.n, o.kind, getattr(o, "late", -1), hasattr(o, "kind")))
    return seen[9], seen[10], seen[15], seen[79], list(vars(o))


print(in_dict())  # expect: ((9, 'plain', -1, True), (10, 10, -1, True), (15, 'plain', -1, True), (79, 'plain', 77, True), ['n', 'extra', 'late'])


# A class attribute that comes later, and a data descriptor that goes before the dict.
def later():
    o = with_dict(3)
    out = []
    for i in range(90):
        if i == 30:
            Plain.late = "class"
        if i == 60:
            Plain.extra = property(lambda self: "property")
        out.append((hasattr(o, "late"), getattr(o, "late", None), o.extra))
    del Plain.late, Plain.extra
    return out[0], out[30], out[60], hasattr(o, "late"), o.extra


print(later())  # expect: ((False, None, 1), (True, 'class', 1), (True, 'class', 'property'), False, 1)


def raising(o, name):
    kept = "kept"
    for i in range(40):
        try:
            kept = setattr(o, name, i)
        except (AttributeError, TypeError) as e:
            return kept, type(e).__name__
    return kept


print(raising(Plain(1), "double"), raising(Slots(1), "other"), raising(Plain(1), 5), raising(Plain(1), "n"))  # expect: ('kept', 'AttributeError') ('kept', 'AttributeError') ('kept', 'TypeError') None
for i in range(40):
    try:
        getattr(Plain(1), "wrong", 1)
    except ValueError as e:
        text = str(e)
print(text)  # expect: wrong


# What a getter raises is no reason to give up where __getattr__ can be asked.
class Descriptor:
    def __get__(self, o, c):
        raise AttributeError("descriptor")


class AsksAfter:
    d = Descriptor()

    def __getattr__(self, name):
        if name == "d":
            return "asked"
        raise AttributeError("own " + name)

    @property
    def p(self):
        raise AttributeError("property")


def both():
    out = set()
    for i in range(40):
        o = AsksAfter()
        try:
            o.p
        except AttributeError as e:
            out.add((o.d, str(e), e.__context__, getattr(o, "p", "default"), hasattr(o, "p")))
    return out


print(both())  # expect: {('asked', 'own p', None, 'default', False)}
