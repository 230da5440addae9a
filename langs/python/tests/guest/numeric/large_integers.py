# Integers of more than two machine words: laws that hold for all, numbers of many lengths, carries through whole limbs.
import math

state = 1


def word():
    # Many words are 0, all ones or near them: there the carries are.
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    kind = state >> 60
    if kind < 3:
        return 0
    if kind < 6:
        return 2**64 - 1
    if kind < 9:
        return (1, 2**63, 2**64 - 2**20)[kind - 6]
    return state ^ state >> 29


def number(limbs):
    n = 0
    for _ in range(limbs):
        n = n << 64 | word()
    n >>= word() % 64
    return -n if word() & 1 else n


def plain(n):
    # Decimal digits, four at a time.
    if n < 0:
        return "-" + plain(-n)
    groups = []
    while n >= 10000:
        groups.append(f"{n % 10000:04}")
        n //= 10000
    groups.append(str(n))
    return "".join(reversed(groups))


def check(a, b):
    total, product = a + b, a * b
    assert total - b == a and b - total == -a and a - b == -(b - a), (a, b)
    assert (a + b) * (a - b) == a * a - b * b and product + a == a * (b + 1), (a, b)
    if b:
        q, r = divmod(a, b)
        assert (q, r) == (a // b, a % b) and q * b + r == a and (0 <= r < b or b < r <= 0), (a, b)
        below = (a - 1, b - 1) if b > 0 else (a, -1) if b < -1 else (a + 1, 0)
        assert divmod(product, b) == (a, 0) and divmod(product - 1, b) == below, (a, b)
        g = math.gcd(a, b)
        assert a % g == b % g == 0 and math.gcd(a // g, b // g) == 1 and g * math.lcm(a, b) == abs(product), (a, b)
    assert (a & b) + (a | b) == total and (a ^ b) == (a | b) - (a & b) and ~(a & b) == ~a | ~b, (a, b)
    assert (a < b) == (a - b < 0) and (a == b) == (a - b == 0) and (a >= b) == (not a < b), (a, b)


def alone(a):
    for n in (1, 63, 64, 65, 128, 200, 1000):
        assert a << n == a * 2**n and a >> n == a // 2**n and (a << n) >> n == a, (a, n)
    assert ~a == -a - 1 and -(-a) == a and abs(a) == max(a, -a)
    assert str(a) == plain(a) and int(str(a)) == a and int(hex(a), 16) == a and int(oct(a), 8) == a and int(bin(a), 2) == a
    assert int(f"  {a:_}  ") == a and f"{a:x}" == hex(a).replace("0x", "")
    assert hash(a) == (hash(abs(a) % (2**61 - 1)) if a >= 0 else -hash(-a) if hash(-a) != 1 else -2), a
    assert {a: 1}[a + 1 - 1] == 1 and a.bit_length() == len(bin(abs(a))) - 2 - (a == 0), a
    assert a.bit_count() == bin(a).count("1")
    size = a.bit_length() // 8 + 1
    for order in ("little", "big"):
        assert int.from_bytes(a.to_bytes(size, order, signed=True), order, signed=True) == a
    assert a**2 == a * a and a**5 == a * a * a * a * a and (a**3) ** 2 == a**6
    root = math.isqrt(abs(a))
    assert root * root <= abs(a) < (root + 1) ** 2
    if abs(a) < 2**1000:
        f = float(a)
        assert (int(f) - a) * 2**53 <= abs(a) and (a == f) == (int(f) == a) and (a < f) == (a < int(f))
        assert a / 1 == f and (a * 3**50) / 3**50 == f and (a / 2**1000) * 2.0**1000 == f


for limbs in list(range(9)) + [19, 20, 21, 31, 32, 33, 60]:
    for other in (0, 1, 2, 3, limbs // 2, limbs, limbs + 1):
        check(number(limbs), number(other))
    a = number(limbs)
    alone(a)
    check(a, a)
    check(a, -a)
    check(a, 2**64 * limbs)

# The longest carries.
for n in (128, 192, 1280, 6400):
    assert 2**n - 1 + 1 == 2**n and -(2**n) + 1 == -(2**n - 1) and 2**n - 1 - 2**n == -1
    assert (2**n - 1) ** 2 == 2 ** (2 * n) - 2 ** (n + 1) + 1 and (2**n - 1) & -(2**n) == 0 and -(2**n) | 2**n - 1 == -1
    assert -(2**n - 1) >> n == -1 and -(2**n) >> n == -1 and -(2**n) - 1 >> n == -2 and ~(2**n - 1) == -(2**n)
    assert -(2**n) & -(2**n - 1) == -(2**n) and -(2**n) ^ 2**n - 1 == -1 and divmod(-(2**n), 2**64) == (-(2 ** (n - 64)), 0)

# Powers modulo: odd and even moduli, of both signs, and inverses.
for m in (3**90, 2**130, 2**521 - 1, 10**40, -(7**60), 1, -1):
    for base in (2, -5, 3**100, -(10**45)):
        slow = 1
        for e in range(12):
            assert pow(base, e, m) == slow % m, (base, e, m)
            slow *= base
    if math.gcd(11, m) == 1:
        assert (pow(11**40, -1, m) * 11**40 - 1) % m == 0 and pow(11, -3, m) == pow(pow(11, -1, m), 3, m)
assert pow(3, 2**521 - 2, 2**521 - 1) == 1
for bad in ((6, -1, 3**50), (2, 5, 0)):
    try:
        pow(*bad)
    except ValueError as e:
        print(e)
# expect: base is not invertible for the given modulus
# expect: pow() 3rd argument cannot be 0

# Quotients that double rounding would spoil.
assert (2**1100) / (2**1100 - 1) == 1.0 and (2**53 + 1) * 10**40 / 10**40 == 2.0**53
assert 1 / (1 << 1074) == 5e-324 and 1 / (1 << 1075) == 0.0 and 3 / (1 << 1075) == 1e-323 and 0 / -(10**40) == 0.0
assert (2**54 + 3) / 2**1077 == (2**54 + 4) / 2**1077 and 22250738585072014 * 10**10 / 10**334 == 2.2250738585072014e-308
try:
    10**400 / 7
except OverflowError as e:
    print(e)  # expect: integer division result too large for a float

# Products of many factors.
assert math.factorial(100) == math.perm(100, 100) == math.prod(range(1, 101))
rows = [1]
for n in range(1, 90):
    rows = [1] + [p + q for p, q in zip(rows, rows[1:])] + [1]
    assert [math.comb(n, k) for k in range(n + 1)] == rows
assert math.comb(1000, 300) * math.perm(300) == math.perm(1000, 300)
assert math.comb(10**12, 3) == 10**12 * (10**12 - 1) * (10**12 - 2) // 6
assert math.comb(5000, 2500) == math.factorial(5000) // math.factorial(2500) ** 2

# A long loop over one number, and numbers that are kept.
a, b, kept = 0, 1, []
for i in range(3000):
    a, b = b, a + b
    if i % 100 == 0:
        kept.append(a)
assert a * a - b * (b - a) == -1
# Catalan's identity.
assert abs(kept[8] ** 2 - kept[7] * kept[9]) == 354224848179261915075**2
print(a % 10**9)  # expect: 709796000
