def deco(f):
    def w(*a, **k): return ('deco', f(*a, **k))
    return w
@deco
def hello(x): return x
print(hello(3))  # expect: ('deco', 3)
