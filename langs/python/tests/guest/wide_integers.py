# Integers around the sizes of machine words: one word, two, more; and arithmetic modulo 2**64.


def digits(n):
    # The number written without the library's conversion, from 16 bits at a time.
    if n < 0:
        return "-" + digits(-n)
    out = ""
    while n:
        out = f"{n & 0xFFFF:04x}" + out
        n >>= 16
    return out.lstrip("0") or "0"


edges = [0, 1, 3]
for bits in (31, 32, 53, 61, 62, 63, 64, 65, 125, 126, 127, 128, 129, 190, 256):
    edges += [2**bits - 1, 2**bits, 2**bits + 1]
edges += [-n for n in edges[1:]]


def check(a, b):
    total, product = a + b, a * b
    assert total - b == a and total - a == b and (b - a) + a == b, (a, b)
    assert hex(abs(product))[2:] == digits(abs(product)), (a, b)
    assert (product == 0) == (a == 0 or b == 0)
    if b:
        q, r = divmod(a, b)
        assert q == a // b and r == a % b and q * b + r == a and (0 <= r < b or b < r <= 0), (a, b)
        assert product // b == a and product % b == 0
    # Bits in two's complement, one law for each operator.
    assert (a & b) + (a | b) == total and (a ^ b) == (a | b) - (a & b) and ~(a & b) == ~a | ~b, (a, b)
    assert (a < b) == (a - b < 0) and (a == b) == (a - b == 0) and (a >= b) == (not a < b), (a, b)
    assert hash(a) == hash(b) or a != b


for a in edges:
    for b in edges:
        check(a, b)
    for shift in (0, 1, 5, 63, 64, 65, 126, 127, 128, 200):
        assert a << shift == a * 2**shift and a >> shift == a // 2**shift, (a, shift)
    assert int(str(a)) == a and int(hex(a), 16) == a and int(f"{a:b}", 2) == a and eval(repr(a)) == a
    assert -(-a) == a and ~~a == a and abs(a) in (a, -a) and +a == a and a.bit_length() == len(bin(abs(a))) - 2 or a == 0
    assert a.bit_count() == bin(a).count("1") and {a: 1}[a + 0] == 1 and (a ** 2) == a * a and a ** 3 == a * a * a
    assert float(a) == a or abs(a) > 2**53
    assert a.from_bytes(a.to_bytes(40, "little", signed=True), "little", signed=True) == a

assert 2**127 // -1 == -(2**127) and -(2**127) // -1 == 2**127 and -(2**127) % -1 == 0 and -(-(2**127)) == 2**127
assert hash(2**64) == 8 and hash(2**61 - 1) == 0 and hash(-(2**64)) == -8 and hash(2**127 + 2**66) == 64
assert 2**64 == 18446744073709551616.0 and 2**64 + 1 > 18446744073709551616.0 and 2**127 - 1 < float(2**127)
assert divmod(-7, 2) == (-4, 1) and divmod(7, -2) == (-4, -1) and divmod(2**70, 2**35 + 1) == (34359738367, 1)
assert divmod(-(2**62), -1) == (2**62, 0) and (-3) ** 3 == -27 and 0**0 == 1 and 2.0**3 == 8.0 and 9**0.5 == 3.0

M = 0xFFFFFFFFFFFFFFFF


def fnv(data):
    h = 0xCBF29CE484222325
    for c in data:
        h = ((h ^ c) * 0x100000001B3) & M
    return h


def splitmix(state, n):
    for _ in range(n):
        state = (state + 0x9E3779B97F4A7C15) & M
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
        z ^= z >> 31
    return z


def xorshift(x, n):
    for _ in range(n):
        x ^= (x << 13) & M
        x ^= x >> 7
        x ^= (x << 17) & M
    return x


assert fnv(b"") == 0xCBF29CE484222325 and fnv(b"a") == 0xAF63DC4C8601EC8C and fnv(b"foobar") == 0x85944171F73967E8
assert splitmix(1234567, 5) == 16408922859458223821
assert xorshift(1, 1) == 1082269761
print(fnv(b"trackway" * 200), splitmix(1, 500), xorshift(88172645463325252, 500))  # expect: 1661996955526919285 17671134828972310028 14688815388083067605


def powers(n):
    total, x = 0, 0.0
    for i in range(n):
        total += i**2 + (-i) ** 3 + 2**i % 7 + i ** (i & 3)
        x += (i + 1) ** 0.5 + (i + 0.5) ** 2 + 2.0 ** (i % 30) + (i + 1) ** -1
        q, r = divmod(total, i + 1)
        total += q - r
    return total, x


def failing(f):
    try:
        f()
    except (ArithmeticError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


print(powers(300))  # expect: (-1984633567, 10746421683.839054)
for i in range(120):
    last = [failing(f) for f in (lambda: i**3 // 0, lambda: divmod(i, 0), lambda: 10.0 ** (i + 300))]
print(last)  # expect: ['ZeroDivisionError: integer division or modulo by zero', 'ZeroDivisionError: integer division or modulo by zero', "OverflowError: (34, 'Numerical result out of range')"]
