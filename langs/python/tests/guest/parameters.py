# closures, params
def outer():
    n = 0
    def inc(k=1):
        nonlocal n
        n += k
        return n
    return inc
i = outer()
print(i(), i(5), i(k=2))  # expect: 1 6 8
def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
print(f(1, c=3))  # expect: (1, 2, (), 3, 4, {})
print(f(1, 5, 6, 7, c=3, d=8, e=9))  # expect: (1, 5, (6, 7), 3, 8, {'e': 9})
print(f(*[1, 2, 3], **{'c': 1, 'z': 2}))  # expect: (1, 2, (3,), 1, 4, {'z': 2})
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))  # expect: (1, 2, 3) (1, 2, 3)
for bad in (lambda: g(a=1, b=2, c=3), lambda: g(1), lambda: g(1,2,3,4), lambda: f(), lambda: g(1,2,c=3,d=4)):
    try:
        bad()
    except TypeError as e:
        print(e)
        # expect: g() got some positional-only arguments passed as keyword arguments: 'a'
        # expect: g() missing 1 required positional argument: 'b'
        # expect: g() takes 2 positional arguments but 4 were given
        # expect: f() missing 1 required positional argument: 'a'
        # expect: g() got an unexpected keyword argument 'd'
print((lambda *a: a)(1, 2), (lambda **k: k)(x=1))  # expect: (1, 2) {'x': 1}


# Everything passed on, to functions of many kinds.
def passing(f):
    def wrapper(*args, **keywords):
        return f(*args, **keywords)
    return wrapper


def plain(a, b=2, c=3):
    return a, b, c


def only(a, /, b, *, c=9, d):
    return a, b, c, d


def rest(a, *more, k=1, **others):
    others["seen"] = True
    return a, more, k, others


class Keeper:
    def __init__(self, x, y=0):
        self.at = x, y

    def moved(self, dx=0, *, dy=0):
        return self.at[0] + dx, self.at[1] + dy


def pass_on(rounds):
    keeper = Keeper(1)
    p, o, r = passing(plain), passing(only), passing(rest)
    k, m = passing(Keeper), passing(keeper.moved)
    mine = {"b": 5, "z": 6}
    for i in range(rounds):
        answers = [
            p(i), p(i, c=1), p(i, b=1, c=2), p(c=1, a=i), o(1, 2, d=4), o(1, b=2, d=4, c=3),
            r(1), r(1, 2, k=3), r(1, 2, 3, z=4), r(1, **mine), k(1).at, k(1, y=2).at, k(y=1, x=2).at,
            m(1), m(dy=i), m(2, dy=3), passing(dict)(a=1, **mine), passing(max)(1, 2, key=lambda v: -v),
        ]
    return answers, mine


answers, mine = pass_on(90)
print(answers[:6])
# expect: [(89, 2, 3), (89, 2, 1), (89, 1, 2), (89, 2, 1), (1, 2, 9, 4), (1, 2, 3, 4)]
print(answers[6:10])
# expect: [(1, (), 1, {'seen': True}), (1, (2,), 3, {'seen': True}), (1, (2, 3), 1, {'z': 4, 'seen': True}), (1, (), 1, {'b': 5, 'z': 6, 'seen': True})]
print(answers[10:], mine)
# expect: [(1, 0), (1, 2), (2, 1), (2, 0), (1, 89), (3, 3), {'a': 1, 'b': 5, 'z': 6}, 1] {'b': 5, 'z': 6}


class Mapped:
    def keys(self):
        return ["a", "c"]

    def __getitem__(self, k):
        return k * 2


def spread_mappings(rounds):
    for i in range(rounds):
        x = plain(**Mapped()), plain(*[1], **{"b" + "": i}), rest(0, **{f"n{i % 3}": i})
    return x


print(spread_mappings(80))  # expect: (('aa', 2, 'cc'), (1, 79, 3), (0, (), 1, {'n1': 79, 'seen': True}))


def complaint(f, *args, **keywords):
    text = None
    for _ in range(60):
        try:
            passing(f)(*args, **keywords)
        except TypeError as e:
            text = str(e)
    return text


print(complaint(plain, 1, a=2))  # expect: plain() got multiple values for argument 'a'
print(complaint(plain, 1, q=2))  # expect: plain() got an unexpected keyword argument 'q'
print(complaint(only, 1, 2))  # expect: only() missing 1 required keyword-only argument: 'd'
print(complaint(only, b=2, d=1, a=3))
# expect: only() got some positional-only arguments passed as keyword arguments: 'a'
try:
    plain(**{1: 2})
except TypeError as e:
    print(e)  # expect: keywords must be strings


def suggested(alpha, *, beta=1):
    pass


for call in (lambda: suggested(alpa=1), lambda: suggested(1, betta=2), lambda: suggested(1, other=2)):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: suggested() got an unexpected keyword argument 'alpa'. Did you mean 'alpha'?
# expect: suggested() got an unexpected keyword argument 'betta'. Did you mean 'beta'?
# expect: suggested() got an unexpected keyword argument 'other'
