# Functions of complex numbers.

import math as _math

pi = _math.pi
e = _math.e
tau = _math.tau
inf = _math.inf
nan = _math.nan
infj = complex(0.0, inf)
nanj = complex(0.0, nan)
_LARGE = 1.797693134862315708e+308 / 4.0
_LN2 = 0.6931471805599453


def _c(z):
    if type(z) is complex:
        return z
    if isinstance(z, (complex, int, float)):
        return complex(z)
    if hasattr(type(z), "__complex__"):
        return complex(z)
    if hasattr(type(z), "__float__") or hasattr(type(z), "__index__"):
        return complex(float(z))
    raise TypeError("must be real number, not " + type(z).__name__)


def phase(z, /):
    """Return argument, also known as the phase angle, of a complex."""
    z = _c(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    """Convert a complex from rectangular coordinates to polar coordinates."""
    z = _c(z)
    return _abs(z), phase(z)


def _abs(z):
    r = _math.hypot(z.real, z.imag)
    if r == inf and isfinite(z):
        raise OverflowError("math range error")
    return r


def rect(r, phi, /):
    """Convert from polar coordinates to rectangular coordinates."""
    r, phi = float(r), float(phi)
    if not _math.isfinite(phi):
        if r == 0.0:
            return complex(0.0, 0.0)
        if r != r or phi != phi:
            return complex(nan if r != inf and r != -inf else inf, nan)
        if phi in (inf, -inf) and r == r and r not in (inf, -inf):
            raise ValueError("math domain error")
        return complex(inf, nan)
    if r in (inf, -inf):
        if phi == 0.0:
            return complex(r, phi * r if phi else phi)
        return complex(_math.copysign(inf, _math.cos(phi)) * (1 if r > 0 else -1), _math.copysign(inf, _math.sin(phi)) * (1 if r > 0 else -1))
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def isfinite(z, /):
    z = _c(z)
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isnan(z, /):
    z = _c(z)
    return z.real != z.real or z.imag != z.imag


def isinf(z, /):
    z = _c(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Determine whether two complex numbers are close in value."""
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    a, b = _c(a), _c(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    d = abs(a - b)
    return d <= rel_tol * abs(b) or d <= rel_tol * abs(a) or d <= abs_tol


def sqrt(z, /):
    """Return the square root of z."""
    z = _c(z)
    x, y = z.real, z.imag
    if not (_math.isfinite(x) and _math.isfinite(y)):
        if _math.isinf(y):
            return complex(inf, y)
        if x != x:
            return complex(nan, nan)
        if x == inf:
            return complex(inf, y if y != y else _math.copysign(0.0, y))
        if x == -inf:
            return complex(nan, inf) if y != y else complex(0.0, _math.copysign(inf, y))
        return complex(nan, nan)
    if x == 0.0 and y == 0.0:
        return complex(0.0, y)
    ax, ay = abs(x), abs(y)
    if ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308 and (ax > 0 or ay > 0):
        ax = _math.ldexp(ax, 54)
        s = _math.ldexp(_math.sqrt(ax + _math.hypot(ax, _math.ldexp(ay, 54))), -27 - 1) * 1.4142135623730951
        s = _math.ldexp(_math.sqrt(0.5 * (ax + _math.hypot(ax, _math.ldexp(ay, 54)))), -27)
    else:
        ax /= 8.0
        s = 2.0 * _math.sqrt(ax + _math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    if x >= 0.0:
        return complex(s, _math.copysign(d, y))
    return complex(d, _math.copysign(s, y))


def exp(z, /):
    """Return the exponential value e**z."""
    z = _c(z)
    x, y = z.real, z.imag
    if not (_math.isfinite(x) and _math.isfinite(y)):
        if _math.isinf(x) and _math.isfinite(y) and y != 0.0:
            if x > 0:
                return complex(_math.copysign(inf, _math.cos(y)), _math.copysign(inf, _math.sin(y)))
            return complex(_math.copysign(0.0, _math.cos(y)), _math.copysign(0.0, _math.sin(y)))
        if y == 0.0:
            return complex(inf if x == inf else 0.0 if x == -inf else nan, y)
        if x == -inf:
            return complex(0.0, 0.0)
        if _math.isinf(y) and x == x:
            if x == inf:
                raise ValueError("math domain error")
            raise ValueError("math domain error")
        return complex(inf if x == inf else nan, nan)
    if x > 708.0:
        k = _math.exp(x - 1.0)
        r = complex(k * _math.cos(y) * e, k * _math.sin(y) * e)
    else:
        k = _math.exp(x)
        r = complex(k * _math.cos(y), k * _math.sin(y))
    if isinf(r):
        raise OverflowError("math range error")
    return r


def _log(z):
    x, y = abs(z.real), abs(z.imag)
    if not (_math.isfinite(x) and _math.isfinite(y)):
        if _math.isinf(x) or _math.isinf(y):
            return complex(inf, _math.atan2(z.imag, z.real))
        return complex(nan, nan)
    if x > _LARGE or y > _LARGE:
        r = _math.log(_math.hypot(x / 2.0, y / 2.0)) + _LN2
    elif x < 2.2250738585072014e-308 and y < 2.2250738585072014e-308:
        if x == 0.0 and y == 0.0:
            raise ValueError("math domain error")
        r = _math.log(_math.hypot(_math.ldexp(x, 53), _math.ldexp(y, 53))) - 53 * _LN2
    else:
        h = _math.hypot(x, y)
        if 0.71 <= h <= 1.73:
            big, small = (x, y) if x > y else (y, x)
            r = _math.log1p((big - 1) * (big + 1) + small * small) / 2.0
        else:
            r = _math.log(h)
    return complex(r, _math.atan2(z.imag, z.real))


def log(z, base=None, /):
    """log(z[, base]) -> the logarithm of z to the given base."""
    r = _log(_c(z))
    if base is not None:
        b = _log(_c(base))
        if b == 0:
            raise ValueError("math domain error")
        r = r / b
    return r


def log10(z, /):
    """Return the base-10 logarithm of z."""
    r = _log(_c(z))
    return complex(r.real / 2.302585092994046, r.imag / 2.302585092994046)


def acos(z, /):
    """Return the arc cosine of z."""
    z = _c(z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        return complex(_math.atan2(abs(z.imag), z.real),
                       -_math.copysign(_math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + 2 * _LN2, z.imag))
    s1 = sqrt(complex(1.0 - z.real, -z.imag))
    s2 = sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * _math.atan2(s1.real, s2.real), _math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    """Return the inverse hyperbolic cosine of z."""
    z = _c(z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        return complex(_math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + 2 * _LN2, _math.atan2(z.imag, z.real))
    s1 = sqrt(complex(z.real - 1.0, z.imag))
    s2 = sqrt(complex(z.real + 1.0, z.imag))
    return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * _math.atan2(s1.imag, s2.real))


def asinh(z, /):
    """Return the inverse hyperbolic sine of z."""
    z = _c(z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        r = _math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + 2 * _LN2
        return complex(_math.copysign(r, z.real), _math.atan2(z.imag, abs(z.real)))
    s1 = sqrt(complex(1.0 + z.imag, -z.real))
    s2 = sqrt(complex(1.0 - z.imag, z.real))
    return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   _math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    """Return the arc sine of z."""
    z = _c(z)
    s = asinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def atanh(z, /):
    """Return the inverse hyperbolic tangent of z."""
    z = _c(z)
    if z.real < 0.0 or z.real == 0.0 and _math.copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real > 6.7e153 or ay > 6.7e153:
        h = _math.hypot(z.real / 2.0, z.imag / 2.0)
        return complex(z.real / 4.0 / h / h, -_math.copysign(pi / 2.0, -z.imag))
    if z.real == 1.0 and ay < 1.5e-154:
        if ay == 0.0:
            raise ValueError("math domain error")
        return complex(-_math.log(_math.sqrt(ay) / _math.sqrt(_math.hypot(ay, 2.0))),
                       _math.copysign(_math.atan2(2.0, -ay) / 2, z.imag))
    return complex(_math.log1p(4.0 * z.real / ((1 - z.real) ** 2 + ay * ay)) / 4.0,
                   -_math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


def atan(z, /):
    """Return the arc tangent of z."""
    z = _c(z)
    s = atanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def cosh(z, /):
    """Return the hyperbolic cosine of z."""
    z = _c(z)
    x, y = z.real, z.imag
    if _math.isfinite(x) and _math.isfinite(y) and abs(x) > 708.0:
        s = x - _math.copysign(1.0, x)
        r = complex(_math.cos(y) * _math.cosh(s) * e, _math.sin(y) * _math.sinh(s) * e)
    elif not _math.isfinite(x) and y == 0.0:
        return complex(x * x, -y if x < 0 else y)
    elif _math.isinf(y) and x == x and not _math.isinf(x):
        raise ValueError("math domain error")
    else:
        r = complex(_math.cos(y) * _math.cosh(x), _math.sin(y) * _math.sinh(x))
    if isinf(r) and isfinite(z):
        raise OverflowError("math range error")
    return r


def sinh(z, /):
    """Return the hyperbolic sine of z."""
    z = _c(z)
    x, y = z.real, z.imag
    if _math.isfinite(x) and _math.isfinite(y) and abs(x) > 708.0:
        s = x - _math.copysign(1.0, x)
        r = complex(_math.cos(y) * _math.sinh(s) * e, _math.sin(y) * _math.cosh(s) * e)
    elif not _math.isfinite(x) and y == 0.0:
        return complex(x, y)
    elif _math.isinf(y) and x == x and not _math.isinf(x):
        raise ValueError("math domain error")
    else:
        r = complex(_math.cos(y) * _math.sinh(x), _math.sin(y) * _math.cosh(x))
    if isinf(r) and isfinite(z):
        raise OverflowError("math range error")
    return r


def tanh(z, /):
    """Return the hyperbolic tangent of z."""
    z = _c(z)
    x, y = z.real, z.imag
    if not (_math.isfinite(x) and _math.isfinite(y)):
        if _math.isinf(x):
            return complex(_math.copysign(1.0, x), _math.copysign(0.0, _math.sin(2.0 * y)) if _math.isfinite(y) else 0.0)
        if _math.isinf(y) and x == x:
            raise ValueError("math domain error")
        return complex(nan, y if y == 0.0 else nan)
    if abs(x) > 354.0:
        return complex(_math.copysign(1.0, x), 4.0 * _math.sin(y) * _math.cos(y) * _math.exp(-2.0 * abs(x)))
    tx, ty = _math.tanh(x), _math.tan(y)
    cx = 1.0 / _math.cosh(x)
    txty = tx * ty
    d = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / d, ((ty / d) * cx) * cx)


def cos(z, /):
    """Return the cosine of z."""
    z = _c(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    """Return the sine of z."""
    z = _c(z)
    s = sinh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)


def tan(z, /):
    """Return the tangent of z."""
    z = _c(z)
    s = tanh(complex(-z.imag, z.real))
    return complex(s.imag, -s.real)
