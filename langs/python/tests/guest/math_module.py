# The math module.
import math
print((math.sqrt(2), math.cbrt(8), math.exp(1), math.exp2(3), math.expm1(1e-10), math.pow(2, 0.5), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10)))  # expect: (1.4142135623730951, 2.0, 2.718281828459045, 8.0, 1.00000000005e-10, 1.4142135623730951, 2.302585092994046, 3.0, 10.0, 3.0, 9.999999999500001e-11)
print((math.log(10**400), math.log10(10**400), math.log2(2**2000)))  # expect: (921.0340371976182, 400.0, 2000.0)
print((math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(-1, -1)))  # expect: (0.8414709848078965, 0.5403023058681398, 1.5574077246549023, 0.5235987755982989, 1.0471975511965979, 0.7853981633974483, -2.356194490192345)
print((math.sinh(1), math.cosh(1), math.tanh(1)))  # expect: (1.1752011936438014, 1.5430806348152437, 0.7615941559557649)
print((math.degrees(1), math.radians(180), math.hypot(3, 4), math.hypot(), math.dist((0, 0), (3, 4)), math.copysign(1, -0.0), math.fabs(-2)))  # expect: (57.29577951308232, 3.141592653589793, 5.0, 0.0, 5.0, -1.0, 2.0)
print((math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(10**20), math.ceil(1e20), math.floor(True)))  # expect: (-2, -1, -1, 100000000000000000000, 100000000000000000000, 1)
print((math.modf(-1.5), math.frexp(0.1), math.ldexp(0.5, 10), math.fmod(-7, 3), math.remainder(7, 4), math.nextafter(1, 2), math.ulp(1.0), math.ulp(0.0)))  # expect: ((-0.5, -1.0), (0.8, -3), 512.0, -1.0, -1.0, 1.0000000000000002, 2.220446049250313e-16, 5e-324)
print((math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2)))  # expect: (True, True, True, True, False, True)
print((math.gcd(12, 18), math.gcd(), math.gcd(-4), math.gcd(2**70, 6), math.lcm(4, 6), math.lcm(), math.isqrt(10**20), math.isqrt(17), math.factorial(20), math.factorial(25), math.comb(50, 25), math.perm(5, 2), math.perm(5), math.comb(3, 5)))  # expect: (6, 0, 4, 2, 12, 1, 10000000000, 4, 2432902008176640000, 15511210043330985984000000, 126410606437752, 20, 120, 0)
print((math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.prod([1.5, 2], start=2), math.fsum([1e308, 1, -1e308]), math.prod([])))  # expect: (1.0, 6, 6.0, 1.0, 1)
print((math.gamma(5), math.gamma(0.5), math.erf(0), math.pi, math.e, math.tau, math.inf))  # expect: (24.0, 1.7724538509055159, 0.0, 3.141592653589793, 2.718281828459045, 6.283185307179586, inf)


# Other classes say which double they are.
class Real:
    def __init__(self, x): self.x = x
    def __float__(self): return self.x
    def __mul__(self, other): return Real(self.x * other)
    def __radd__(self, other): return other + self.x
class Whole:
    def __index__(self): return 2
half, r, w = Real(0.5), Real(1.5), Whole()
for _ in range(3):
    print(math.sqrt(Real(0.25)), math.hypot(r, w, 0), math.pow(r, w), math.isclose(half, 0.5), math.atan2(w, w), math.log(Real(8.0), w))
# expect: 0.5 2.5 2.25 True 0.7853981633974483 3.0
# expect: 0.5 2.5 2.25 True 0.7853981633974483 3.0
# expect: 0.5 2.5 2.25 True 0.7853981633974483 3.0
print(math.fsum([half, r, 1]), math.dist([half], (r,)), math.sumprod([half, half], [4, 2]), math.ldexp(r, 2), math.isnan(r))  # expect: 3.0 1.0 3.0 6.0 False
print([math.floor(x) for x in map(math.sqrt, [Real(10.0), r, 9])])  # expect: [3, 1, 3]
try: math.sqrt("4")
except TypeError as e: print(e)  # expect: must be real number, not str
try: math.fsum([half, "x"])
except TypeError as e: print(e)  # expect: must be real number, not str
