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
