# Every public name of `math`, used once.
import math


def near(a, b):
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-15)


assert near(math.acos(0.5), math.pi / 3) and near(math.acosh(2), 1.3169578969248166)
assert near(math.asin(1), math.pi / 2) and near(math.asinh(1), 0.881373587019543)
assert near(math.atan(1), math.pi / 4) and math.atan2(-0.0, -1) == -math.pi and near(math.atanh(0.5), 0.5493061443340549)
assert near(math.cbrt(27), 3) and near(math.cbrt(-8), -2)
assert math.ceil(1.2) == 2 and math.floor(-1.2) == -2 and math.trunc(-1.9) == -1
assert math.comb(5, 2) == 10 and math.comb(100, 50) == 100891344545564193334812497256 and math.perm(5, 3) == 60
assert math.copysign(3, -0.0) == -3.0 and near(math.cos(math.pi), -1) and near(math.cosh(1), 1.5430806348152437)
assert math.degrees(math.pi) == 180.0 and near(math.radians(90), math.pi / 2)
assert math.dist((0, 0), (3, 4)) == 5.0 and math.hypot(2, 3, 6) == 7.0
assert near(math.e, 2.718281828459045) and near(math.exp(1), math.e) and math.exp2(10) == 1024.0
assert near(math.erf(0.5), 0.5204998778130465) and near(math.erfc(0.5), 0.4795001221869535)
assert near(math.expm1(1e-10), 1.00000000005e-10) and math.fabs(-2) == 2.0
assert math.factorial(25) == 15511210043330985984000000 and math.fmod(-7, 3) == -1.0 and math.remainder(7, 4) == -1.0
assert math.frexp(10) == (0.625, 4) and math.ldexp(0.625, 4) == 10.0 and math.modf(-2.25) == (-0.25, -2.0)
assert math.fsum([0.1] * 10) == 1.0 and near(math.gamma(5), 24) and near(math.lgamma(10), 12.801827480081469)
assert math.gcd(12, 18, 27) == 3 and math.lcm(4, 6) == 12 and math.isqrt(10 ** 30 + 5) == 10 ** 15
assert math.isfinite(1) and math.isinf(-math.inf) and math.isnan(math.nan)
assert near(math.log(8, 2), 3) and near(math.log10(1000), 3) and near(math.log1p(1e-10), 9.9999999995e-11)
assert math.log2(2 ** 1000) == 1000.0
assert math.nextafter(1.0, 2.0) == 1.0000000000000002 and math.ulp(1.0) == 2.220446049250313e-16
assert math.pow(2, -1) == 0.5 and math.prod([2, 3, 4], start=2) == 48
assert near(math.sin(math.pi / 6), 0.5) and near(math.sinh(1), 1.1752011936438014) and math.sqrt(2) == 1.4142135623730951
assert near(math.tan(math.pi / 4), 1) and near(math.tanh(1), 0.7615941559557649) and math.tau == 2 * math.pi
for wrong in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.acos(2)):
    try:
        wrong()
        assert False
    except ValueError:
        pass
try:
    math.exp(1000)
    assert False
except OverflowError as e:
    assert str(e) == "math range error"

# Since 3.12.
assert math.sumprod([1, 2, 3], [4, 5, 6]) == 32 and math.sumprod([0.1] * 3, [10] * 3) == 3.0
assert math.fma(2.0, 3.0, 4.0) == 10.0 and math.fma(0.1, 10.0, -1.0) == 5.551115123125783e-17
assert math.nextafter(1.0, 2.0, steps=3) == 1.0000000000000007
