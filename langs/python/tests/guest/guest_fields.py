# str.format where guest code formats some of the fields.


class Formatted:
    def __format__(self, spec):
        return f"F[{spec}]"


class Point:
    def __init__(self, x):
        self.x = x
        self.d = {"k": [1, 2]}

    def __str__(self):
        return f"P{self.x}"

    def __repr__(self):
        return f"<P {self.x}>"


class Broken:
    def __str__(self):
        raise KeyError("broken")


def error(text, *args):
    try:
        return text.format(*args)
    except (ValueError, IndexError, AttributeError, KeyError) as e:
        return f"{type(e).__name__}: {e}"


p = Point(1)
print("{}".format(p), "{!r} {!s} {!a}".format(p, p, p), "a{}b{}c".format(p, 2), "{}{}{}".format(p, p, p), "{0}{0}".format(p))  # expect: P1 <P 1> P1 <P 1> aP1b2c P1P1P1 P1P1
print("{0.x} {0.d[k][1]} {p.x:>4}|".format(p, p=p), "{} {:>10}".format(Formatted(), Formatted()), "{:{}}".format(Formatted(), "abc"))  # expect: 1 2    1| F[] F[>10] F[abc]
print("{0.real} {0.imag}".format(3 + 4j), "{a[0]}{a[1]}".format(a=[1, p]), "{}".format([p, 1]), "{x}".format_map({"x": p}))  # expect: 3.0 4.0 1P1 [<P 1>, 1] P1
print(error("{} {:d}", p, "x"), "|", error("{} {5}", p), "|", error("{0} {}", p, p), "|", error("{} {.nope}", p, p))  # expect: ValueError: Unknown format code 'd' for object of type 'str' | ValueError: cannot switch from automatic field numbering to manual field specification | ValueError: cannot switch from manual field specification to automatic field numbering | AttributeError: 'Point' object has no attribute 'nope'
print(error("{} {q}", p), "|", error("{} {:d}", Broken(), "x"), "|", error("{:d} {}", "x", Broken()))  # expect: KeyError: 'q' | KeyError: 'broken' | ValueError: Unknown format code 'd' for object of type 'str'


def many(n):
    return sum(len("{} and {:>5}, {}".format(p, i, Formatted())) + len("{}".format(Point(i))) for i in range(n))


print(many(200), many(200))  # expect: 4090 4090
