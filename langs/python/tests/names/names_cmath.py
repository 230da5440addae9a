# Every public name of `cmath`, used once.
import cmath

z = 1 + 2j


def near(a, b):
    return cmath.isclose(a, b, rel_tol=1e-12, abs_tol=1e-14)


assert near(cmath.cos(cmath.acos(z)), z) and near(cmath.cosh(cmath.acosh(z)), z)
assert near(cmath.sin(cmath.asin(z)), z) and near(cmath.sinh(cmath.asinh(z)), z)
assert near(cmath.tan(cmath.atan(z)), z) and near(cmath.tanh(cmath.atanh(z)), z)
assert near(abs(cmath.acos(2)), 1.3169578969248166) and near(cmath.sqrt(-4), 2j)
assert near(cmath.exp(1j * cmath.pi), -1) and cmath.e == 2.718281828459045
assert near(cmath.log(-1), cmath.pi * 1j) and near(cmath.log(8, 2), 3) and near(cmath.log10(100j), 2 + 0.6821881769209206j)
assert cmath.inf == float("inf") and cmath.infj == complex(0, cmath.inf) and cmath.tau == 2 * cmath.pi
assert cmath.isfinite(z) and cmath.isinf(cmath.infj) and cmath.isnan(cmath.nan) and cmath.isnan(cmath.nanj)
assert cmath.phase(-1) == cmath.pi and cmath.polar(3 + 4j) == (5.0, 0.9272952180016122) and near(cmath.rect(2, cmath.pi / 2), 2j)
