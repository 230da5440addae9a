# Classes called with * and **: by __init__, by __new__, builtin ones, exceptions, metaclasses; and what is wrong.
from collections import namedtuple


class Point:
    def __init__(self, a, b=2, *rest, c=3, **more):
        self.all = a, b, rest, c, more


class Two:
    def __init__(self, a, b):
        self.all = a, b


class New:
    def __new__(cls, a, b=5):
        self = super().__new__(cls)
        self.all = a, b
        return self


class Meta(type):
    def __call__(cls, *args, **keywords):
        return cls.__name__, args, keywords


class Made(metaclass=Meta):
    pass


class Listed(list):
    def __init__(self, items, extra=None):
        super().__init__(items)
        self.extra = extra


class Error(Exception):
    def __init__(self, code, text=""):
        super().__init__(code)
        self.text = text


Row = namedtuple("Row", "a b")


def times(f, n=50):
    out = [f() for i in range(n)]
    assert all(x == out[0] for x in out), out
    return out[0]


t, d, empty = (1, 2), {"a": 1, "b": 7}, {}
print(times(lambda: Point(*t).all), times(lambda: Point(**d).all), times(lambda: Point(*t, *t, c=4, x=5).all))  # expect: (1, 2, (), 3, {}) (1, 7, (), 3, {}) (1, 2, (1, 2), 4, {'x': 5})
print(times(lambda: Point(1, **{"b": 3, "z": 4}).all), times(lambda: Two(*t, **empty).all), times(lambda: Two(**d).all))  # expect: (1, 3, (), 3, {'z': 4}) (1, 2) (1, 7)
print(times(lambda: New(*t).all), times(lambda: New(**d).all), times(lambda: New(*t[:1]).all))  # expect: (1, 2) (1, 7) (1, 5)
print(times(lambda: Made(*t, **d)), times(lambda: Listed(*[(1, 2), 5]).extra), times(lambda: Listed([3], **{"extra": 6})))  # expect: ('Made', (1, 2), {'a': 1, 'b': 7}) 5 [3]
print(times(lambda: int(*("12", 8))), times(lambda: str(*(5,))), times(lambda: range(*(1, 9, 3))), times(lambda: dict(**d)), times(lambda: max(*t)))  # expect: 10 5 range(1, 9, 3) {'a': 1, 'b': 7} 2
print(times(lambda: Row(*t)), times(lambda: Row(**d)), times(lambda: (Error(*t).args, Error(**{"code": 3, "text": "x"}).text)))  # expect: Row(a=1, b=2) Row(a=1, b=7) ((1,), 'x')


def wrong(f):
    out = set()
    for i in range(40):
        try:
            f()
        except TypeError as e:
            out.add(str(e))
    return sorted(out)


print(wrong(lambda: Two(*t, *t)))  # expect: ['Two.__init__() takes 3 positional arguments but 5 were given']
print(wrong(lambda: Two(1, **d)))  # expect: ["Two.__init__() got multiple values for argument 'a'"]
print(wrong(lambda: Two(**{"a": 1})), wrong(lambda: Two(**{"a": 1, "q": 2})))  # expect: ["Two.__init__() missing 1 required positional argument: 'b'"] ["Two.__init__() got an unexpected keyword argument 'q'"]
print(wrong(lambda: Two(*5)), wrong(lambda: object(*t)))  # expect: ['Value after * must be an iterable, not int'] ['object() takes no arguments']


# Many classes at one place, and dicts whose keys change.
def many():
    classes = [type(f"C{i}", (Two,), {}) for i in range(40)]
    out = 0
    for i in range(400):
        out += sum(classes[i % 40](*t).all) + len(Point(**{"a": 1, f"k{i % 9}": 2}).all[4])
    return out


print(many())  # expect: 1600
