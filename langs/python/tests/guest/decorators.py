def deco(f):
    def w(*a, **k): return ('deco', f(*a, **k))
    return w
@deco
def hello(x): return x
print(hello(3))  # expect: ('deco', 3)
print(hash('a') == hash('a'), callable(hello), repr(None), print.__name__ if hasattr(print, '__name__') else '')
# expect: True True None p
