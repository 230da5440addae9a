# Squares and square roots of doubles: what the C library's pow says, to the last bit, and quickly.
import random
import struct

def bits(x):
    return struct.unpack("<q", struct.pack("<d", x))[0]

def mix(values, power):
    total = 0
    for x in values:
        total = (total * 31 + bits(x ** power)) % (2 ** 61 - 1)
    return total

rng = random.Random(11)
some = [rng.random() * 10.0 ** rng.randrange(-30, 30) for _ in range(4000)]
print(mix(some, 2), mix(some, 2.0), mix(some, 0.5))   # expect: 1461892121355223485 1461892121355223485 1268858487113038942
print(mix([-x for x in some], 2), mix([1 / x for x in some], 0.5))   # expect: 1461892121355223485 853848215261937414
# Where a product and a root that are rounded correctly differ from pow.
close = [x for x in some if x * x != x ** 2]
print(len(close), mix(close, 2))   # expect: 3 1542830671674204030
edges = [0.0, -0.0, 1.0, -1.0, 5e-324, 1e-200, 1e200, -1e154, 1.3e154, float("inf"), float("-inf"), 2.0 ** -537, 1e-135, 1e135, 3.0]
for x in edges:
    row = []
    for y in (2, 2.0, 0.5, -0.5):
        try:
            row.append(repr(x ** y))
        except (OverflowError, ZeroDivisionError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(x, *row, sep=" | ")
# expect: 0.0 | 0.0 | 0.0 | 0.0 | ZeroDivisionError: zero to a negative power
# expect: -0.0 | 0.0 | 0.0 | 0.0 | ZeroDivisionError: zero to a negative power
# expect: 1.0 | 1.0 | 1.0 | 1.0 | 1.0
# expect: -1.0 | 1.0 | 1.0 | (6.123233995736766e-17+1j) | (6.123233995736766e-17-1j)
# expect: 5e-324 | 0.0 | 0.0 | 2.2227587494850775e-162 | 4.4989137945431964e+161
# expect: 1e-200 | 0.0 | 0.0 | 1e-100 | 1e+100
# expect: 1e+200 | OverflowError: (34, 'Numerical result out of range') | OverflowError: (34, 'Numerical result out of range') | 1e+100 | 1e-100
# expect: -1e+154 | 1e+308 | 1e+308 | (6.123233995736766e+60+1e+77j) | (6.123233995736766e-94-1e-77j)
# expect: 1.3e+154 | 1.6899999999999998e+308 | 1.6899999999999998e+308 | 1.140175425099138e+77 | 8.770580193070292e-78
# expect: inf | inf | inf | inf | 0.0
# expect: -inf | inf | inf | inf | 0.0
# expect: 2.2227587494850775e-162 | 5e-324 | 5e-324 | 1.4908919308538355e-81 | 6.707394273891462e+80
# expect: 1e-135 | 1e-270 | 1e-270 | 3.1622776601683793e-68 | 3.162277660168379e+67
# expect: 1e+135 | 9.999999999999999e+269 | 9.999999999999999e+269 | 3.162277660168379e+67 | 3.1622776601683793e-68
# expect: 3.0 | 9.0 | 9.0 | 1.7320508075688772 | 0.5773502691896257
print(float("nan") ** 2, float("nan") ** 0.5, (-4.0) ** 0.5, (-2.5) ** 2)   # expect: nan nan (1.2246467991473532e-16+2j) 6.25

def distances(n):
    total = 0.0
    for i in range(n):
        total += ((i * 0.37 - 5.0) ** 2 + (i % 7 - 3) ** 2) ** 0.5
    return total

print(repr(distances(3000)))   # expect: 1649567.9352267077

def primes(n):
    found = []
    for k in range(2, n):
        if all(k % d for d in range(2, int(k ** 0.5) + 1)):
            found.append(k)
    return len(found), found[-1]

print(primes(2000))   # expect: (303, 1999)
