# Every public name of `functools`, used once.
import functools

calls = []


@functools.cache
def square(n):
    calls.append(n)
    return n * n


assert square(3) == square(3) == 9 and calls == [3] and square.cache_info()[:2] == (1, 1)


@functools.lru_cache(maxsize=2, typed=True)
def double(n):
    return 2 * n


assert [double(n) for n in (1, 1.0, 1, 2, 1)] == [2, 2.0, 2, 4, 2]
assert str(double.cache_info()) == "CacheInfo(hits=2, misses=3, maxsize=2, currsize=2)"
assert double.cache_parameters() == {"maxsize": 2, "typed": True}
double.cache_clear()
assert double.cache_info().misses == 0


class Point:
    made = 0

    @functools.cached_property
    def far(self):
        Point.made += 1
        return 42

    def shift(self, a, b=0):
        return a, b

    by_one = functools.partialmethod(shift, 1, b=2)

    @functools.singledispatchmethod
    def show(self, x):
        return "any"

    @show.register
    def _(self, x: int):
        return "int"


p = Point()
assert p.far == p.far == 42 and Point.made == 1 and p.by_one() == (1, 2) and (p.show(1), p.show("")) == ("int", "any")
assert sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)) == [3, 2, 1]
half = functools.partial(int, base=2)
assert half("101") == 5 and half.keywords == {"base": 2} and half.func is int and half.args == ()
assert functools.reduce(lambda a, b: a * b, [1, 2, 3, 4], 10) == 240


@functools.singledispatch
def kind(x):
    return "object"


@kind.register(list)
def _(x):
    return "list"


assert (kind([]), kind(1)) == ("list", "object") and kind.dispatch(list) is not kind.dispatch(int)


@functools.total_ordering
class Age:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


assert Age(1) <= Age(1) and Age(2) > Age(1) and Age(2) >= Age(1)


def outer(f):
    @functools.wraps(f)
    def inner():
        return f()
    return inner


@outer
def named():
    "doc"


assert named.__name__ == "named" and named.__doc__ == "doc" and named.__wrapped__() is None
assert functools.update_wrapper(lambda: 0, named).__name__ == "named"
assert "__doc__" in functools.WRAPPER_ASSIGNMENTS and functools.WRAPPER_UPDATES == ("__dict__",)

# Since 3.14.
assert functools.partial(pow, functools.Placeholder, 2)(5) == 25 and repr(functools.Placeholder) == "Placeholder"
assert functools.reduce(max, [1, 3], initial=2) == 3
