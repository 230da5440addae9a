# Every public name of `reprlib`, used once.
import reprlib

assert reprlib.repr(list(range(100))) == "[0, 1, 2, 3, 4, 5, ...]" and reprlib.repr("x" * 100) == "'xxxxxxxxxxxx...xxxxxxxxxxxxx'"
r = reprlib.Repr()
r.maxdict = 1
assert r.repr({1: 2, 3: 4}) == "{1: 2, ...}" and r.repr([[[[[[[[1]]]]]]]]) == "[[[[[[[...]]]]]]]"


class L(list):
    @reprlib.recursive_repr(fillvalue="<again>")
    def __repr__(self):
        return "L(" + ", ".join(map(repr, self)) + ")"


x = L([1])
x.append(x)
assert repr(x) == "L(1, <again>)"
