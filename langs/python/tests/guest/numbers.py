# Integers of any size, floats, and what they share.
print((7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3))  # expect: (3, -4, -4, 3, 1, 2, -2, -1)
print((7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 0.0 % -1, 5 % float("inf"), -5 % float("inf")))  # expect: (3.0, -4.0, -0.5, 0.5, -0.0, 5.0, inf)
print((divmod(7, -2), divmod(-7.5, 2), divmod(10**20, 7), divmod(-10**20, 7)))  # expect: ((-4, -1), (-4.0, 0.5), (14285714285714285714, 2), (-14285714285714285715, 5))
print((2**62, 2**63, -2**63, 2**64 - 1, 10**30, (-3)**3, 2**-1, 0**0, 1**10**10, (-1)**(10**20 + 1)))  # expect: (4611686018427387904, 9223372036854775808, -9223372036854775808, 18446744073709551615, 1000000000000000000000000000000, -27, 0.5, 1, 1, -1)
print((4611686018427387903 + 1, -4611686018427387904 - 1, 4611686018427387904 - 1, 3037000500 * 3037000500, 9223372036854775807 * -1))  # expect: (4611686018427387904, -4611686018427387905, 4611686018427387903, 9223372037000250000, -9223372036854775807)
print(((1 << 100) >> 98, -1 >> 100, -(1 << 70) >> 3, 1 << 62, 5 << 0, -5 >> 1, (2**70) >> 200, -(2**70) >> 200))  # expect: (4, -1, -147573952589676412928, 4611686018427387904, 5, -3, 0, -1)
print((10**30 & (2**70 - 1), -10**20 | 1, -1 ^ 10**20, ~10**20, ~-1, True & False, True | 1, True ^ True))  # expect: (300224849449658089472, -99999999999999999999, -100000000000000000001, -100000000000000000001, 0, False, 1, False)
print((10**30 // 10**10, 10**30 % 7, -10**30 // 7, -10**30 % 7, 10**30 / 10**29, 1 / 3, 10**400 // 10**399))  # expect: (100000000000000000000, 1, -142857142857142857142857142858, 6, 10.0, 0.3333333333333333, 10)
print((10**23 / 1, (10**400) / (10**390), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308))  # expect: (1e+23, 10000000000.0, False, True, True)
print((1 == 1.0, 1 == True, hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(0.5), hash(1e300), hash(10**30)))  # expect: (True, True, True, 0, 1, -2, -2, 1152921504606846976, 1224995262755759164, 465258685558744706)
print((pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 7), pow(3, 4, -5), pow(2, 1000, 10**9 + 7)))  # expect: (1, 5, 1, -4, 688423210)
print(((255).bit_length(), (0).bit_length(), (-256).bit_length(), (2**100).bit_length(), (255).bit_count(), (5).conjugate(), (7).numerator, (7).denominator))  # expect: (8, 0, 9, 101, 8, 5, 7, 1)
print(((258).to_bytes(2, "big"), (258).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (0).to_bytes(1, "big"), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True)))  # expect: (b'\x01\x02', b'\x02\x01\x00\x00', b'\xff\xfe', b'\x00', 258, -2)
print((int("42"), int(" -42\n"), int("0x1f", 16), int("0b101", 0), int("z", 36), int("1_000"), int("٣"), int(3.99), int(-3.99), int(1e20), int("9" * 30)))  # expect: (42, -42, 31, 5, 35, 1000, 3, 3, -3, 100000000000000000000, 999999999999999999999999999999)
print((round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(1e20), round(5, 2), round(2.5, 0), round(1234.5678, -2), round(0.15, 1)))  # expect: (2, 4, -2, 2.67, 1200, 1200, 1400, -1200, 100000000000000000000, 5, 2.0, 1200.0, 0.1)
print((abs(-5), abs(-2.5), abs(-10**20), abs(True), -True, +True))  # expect: (5, 2.5, 100000000000000000000, 1, -1, 1)
print((float("1.5"), float(" 1e3 "), float("-inf"), float("1_0.5"), float(10**20), float(True)))  # expect: (1.5, 1000.0, -inf, 10.5, 1e+20, 1.0)
print((1.0, 0.1, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 1.5e300, 5e-324, -0.0, 1e22, 1e21, 0.1 + 0.2, 100.0, 1/3))  # expect: (1.0, 0.1, 1e+16, 1000000000000000.0, 1.2345678901234568e+17, 0.0001, 1e-05, 1.5e+300, 5e-324, -0.0, 1e+22, 1e+21, 0.30000000000000004, 100.0, 0.3333333333333333)
print(((1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1e20).as_integer_ratio(), (0.1).hex(), float.fromhex("0x1.8p1"), (-0.0).hex(), (1.5).conjugate()))  # expect: (False, True, (3, 4), (100000000000000000000, 1), '0x1.999999999999ap-4', 3.0, '-0x0.0p+0', 1.5)
print((10**15, 10**16, -10**19, str(2**200), hex(255), oct(8), bin(-5), hex(10**20), hex(-1)))  # expect: (1000000000000000, 10000000000000000, -10000000000000000000, '1606938044258990275541962092341162602522202993782792835301376', '0xff', '0o10', '-0b101', '0x56bc75e2d63100000', '-0x1')
print((sum([1, 2, 3]), sum([0.5, 1]), sum([]), sum([2**62, 2**62]), sum([[1], [2]], []), sum((1, 2), 10), sum(range(5))))  # expect: (6, 1.5, 0, 9223372036854775808, [1, 2], 13, 10)
print((min(3, 1, 2), max([1, 5, 2]), min("b", "a"), max(1, 1.0), min([], default=7), max([3, 1], key=lambda x: -x)))  # expect: (1, 5, 'a', 1, 7, 1)


class Halves:
    def __floordiv__(self, other):
        return 3

    def __mod__(self, other):
        return 4


for a, b in ((Halves(), 3), (3, Halves()), ("a", 3)):
    try:
        divmod(a, b)
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for divmod(): 'Halves' and 'int'
# expect: unsupported operand type(s) for divmod(): 'int' and 'Halves'
# expect: unsupported operand type(s) for divmod(): 'str' and 'int'


class Own(int):
    def __divmod__(self, other):
        return "left", int(self)

    def __rdivmod__(self, other):
        return "right", int(self)


print(divmod(Own(7), 2), divmod(7, Own(2)), divmod(True, 2))  # expect: ('left', 7) ('right', 2) (0, 1)


class Based(int):
    def __new__(cls, text, base=10):
        return super().__new__(cls, text, base=base)


print(Based("ff", base=16), Based("11", 2), type(Based("1")).__name__)  # expect: 255 3 Based


# What methods of conversion may return.
import operator
import warnings


class Sloppy:
    def __int__(self):
        return True

    def __index__(self):
        return True


class Wrong:
    def __int__(self):
        return 1.5

    def __index__(self):
        return "1"

    def __len__(self):
        return 2 ** 100


class Sized(int):
    def __index__(self):
        return 42

    def __bool__(self):
        return self


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(int(Sloppy()), type(operator.index(Sloppy())) is int, [1, 2][Sloppy()])  # expect: 1 True 2
    print(len(caught), str(caught[0].message)[:39])  # expect: 3 __int__ returned non-int (type bool).  
for f in (int, operator.index, len, bool):
    try:
        f(Wrong())
    except (TypeError, OverflowError) as e:
        print(e)
# expect: __int__ returned non-int (type float)
# expect: __index__ returned non-int (type str)
# expect: cannot fit 'int' into an index-sized integer
# expect: cannot fit 'int' into an index-sized integer
print(int(Sized(7)), operator.index(Sized(7)), float(Sized(7)), int("11", Sized(2)))  # expect: 7 7 7.0 3
try:
    bool(Sized(7))
except TypeError as e:
    print(e)  # expect: __bool__ should return bool, returned Sized
print(slice(-10**30, 10**30, 10**30).indices(10**40))
# expect: (9999999999000000000000000000000000000000, 1000000000000000000000000000000, 1000000000000000000000000000000)
print(0.0 ** float("-inf"), float.fromhex("0x0.ffffffffffffd6p-1022"))  # expect: inf 2.2250738585072e-308


class Shifted(float):
    def __new__(cls, v):
        return super().__new__(cls, v + 1)


print(type(Shifted.fromhex("0x1p3")).__name__, Shifted.fromhex("0x1p3"))  # expect: Shifted 9.0
print(len({hash(frozenset(c for c in range(8) if n >> c & 1)) for n in range(256)}))  # expect: 256
