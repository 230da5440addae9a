# Every public name of `operator`, used once.
import operator

assert operator.abs(-3) == 3 and operator.neg(3) == -3 and operator.pos(-3) == -3
assert operator.inv(5) == operator.invert(5) == -6 and operator.index(True) == 1
assert operator.add(1, 2) == 3 and operator.sub(1, 2) == -1 and operator.mul(2, 3) == 6 and operator.pow(2, 5) == 32
assert operator.truediv(1, 2) == 0.5 and operator.floordiv(7, 2) == 3 and operator.mod(7, 4) == 3
assert operator.and_(6, 3) == 2 and operator.or_(6, 3) == 7 and operator.xor(6, 3) == 5
assert operator.lshift(1, 4) == 16 and operator.rshift(16, 2) == 4
assert operator.concat([1], [2]) == [1, 2] and operator.contains("abc", "b")
assert operator.countOf([1, 2, 1], 1) == 2 and operator.indexOf([1, 2, 3], 3) == 2
assert operator.eq(1, 1.0) and operator.ne(1, 2) and operator.lt(1, 2) and operator.le(2, 2) and operator.gt(3, 2) and operator.ge(2, 2)
assert operator.is_(None, None) and operator.is_not(1, None) and operator.not_([]) and operator.truth([0])
assert operator.attrgetter("real", "imag")(3 + 4j) == (3.0, 4.0) and operator.itemgetter(1, -1)("abc") == ("b", "c")
assert operator.methodcaller("split", ",", maxsplit=1)("a,b,c") == ["a", "b,c"] and operator.call(max, 1, 5) == 5
assert operator.length_hint(iter([1, 2])) == 2 and operator.length_hint(object(), 7) == 7
d = {}
operator.setitem(d, "k", 1)
assert operator.getitem(d, "k") == 1
operator.delitem(d, "k")
assert d == {}
a = [1]
assert operator.iadd(a, [2]) is a and operator.iconcat(a, [3]) is a and a == [1, 2, 3] and operator.imul(a, 2) is a
s = {1, 2}
assert operator.iand(s, {2, 3}) is s and operator.ior(s, {5}) is s and operator.ixor(s, {2}) is s and operator.isub(s, {9}) is s and s == {5}
assert operator.ifloordiv(7, 2) == 3 and operator.itruediv(7, 2) == 3.5 and operator.imod(7, 4) == 3 and operator.ipow(2, 3) == 8
assert operator.ilshift(1, 3) == 8 and operator.irshift(8, 3) == 1


class Matrix:
    def __matmul__(self, other):
        return "product"

    def __imatmul__(self, other):
        return self


m = Matrix()
assert operator.matmul(m, m) == "product" and operator.imatmul(m, m) is m

# Since 3.14.
assert operator.is_none(None) and operator.is_not_none(0)
