# decimal: arithmetic on few and many digits, roundings, flags and traps, specials, contexts, conversions, subclasses.
import copy
import decimal
import pickle
from contextvars import copy_context
from decimal import *
from fractions import Fraction

D = Decimal
few = [D("0"), D("-0"), D("-1.10"), D("12.345"), D("9.99E+5")]
many = [D("123456789012345678901234567890123456789.25"), D("-" + "9" * 45), D("7E-60")]


def show(*what):
    print(*what)


def attempt(f, *args):
    try:
        return f(*args)
    except (ArithmeticError, ValueError, TypeError, OverflowError) as e:
        return type(e).__name__


operators = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b,
    lambda a, b: a % b, lambda a, b: divmod(a, b) if b else None, lambda a, b: a.compare(b), lambda a, b: a.remainder_near(b),
]
for mode in (ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_05UP):
    with localcontext(Context(prec=7, rounding=mode)) as c:
        for f in operators:
            show(*[attempt(f, a, b) for a in few for b in few[1:]])
        show(c.flags)
for prec in (5, 60):
    with localcontext(Context(prec=prec)) as c:
        for f in operators:
            show(*[attempt(f, a, b) for a in many for b in many + few[2:4]])
        show(c.flags)

# Each rounding, of halves and of more.
for mode in (ROUND_DOWN, ROUND_UP, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    c = Context(prec=2, rounding=mode)
    show(mode, *[c.create_decimal(s) for s in ("1.25", "1.35", "-1.25", "-1.251", "9.95", "1.01", "1.51", "0.996")])
    show(*[D(s).quantize(D("1"), rounding=mode) for s in ("0.5", "1.5", "-2.5", "0.4", "-0.6")])
    show(D("1" * 45 + "5").quantize(D("1E+1"), rounding=mode, context=Context(prec=60)))

# The edges of exponents: subnormals, underflow, clamping, overflow.
for clamp in (0, 1):
    c = Context(prec=3, Emin=-5, Emax=5, clamp=clamp, traps=[])
    for s in ("1.234E-5", "1.234E-7", "9.999E-8", "1E-9", "4E-8", "5E-8", "123E-7", "0E-20", "0E+20", "1E+5", "9.996E+5", "12E+3"):
        c.clear_flags()
        show(s, c.create_decimal(s), [f.__name__ for f, on in c.flags.items() if on])
    show(c.divide(1, 0), c.divide(0, 0), c.multiply(D("9E+5"), 9), c.power(D("0.5"), 30), c.normalize(D("1200E+2")))

# Flags, traps and exceptions.
c = Context(prec=3, traps=[Inexact])
show(attempt(c.divide, 1, 3), attempt(c.divide, 1, 4), c.flags[Inexact], attempt(c.sqrt, 2), attempt(c.add, 1000, 1))
for f in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("x"), lambda: D("sNaN") + 1, lambda: D(-1).sqrt(), lambda: D(1) % 0,
          lambda: D("1E+28") // 1, lambda: D("1E+999999") * 10, lambda: D(1).quantize(D("1E-40")), lambda: D("NaN") < 1):
    try:
        show(f())
    except ArithmeticError as e:
        show(type(e).__name__, type(e).__mro__[1].__name__)

# Not finite.
odd = [D("Infinity"), D("-inf"), D("NaN"), D("-nan123"), D("snan7")]
with localcontext() as c:
    c.traps[InvalidOperation] = False
    for f in operators[:5]:
        show(*[f(a, b) for a in odd for b in odd + [D(2)]])
    show(*[a == b for a in odd for b in odd], *[bool(a) for a in odd], *[a.as_tuple() for a in odd])
show(hash(D("inf")) == hash(float("inf")), D("nan") != D("nan"), max(D("inf"), D(3)), D("inf") > 10**400)

# Text.
for s in ("0", "-0", "0.00", "0E+3", "1E+3", "123E-10", "0.000001", "0.0000001", "-12.30", "1E-400", "  1_000.5  ", "٣.١٤", ".5", "5.", "+1e5"):
    d = D(s)
    show(d, repr(d), d.to_eng_string(), d.as_tuple(), d.adjusted())
for s in ("", ".", "1e", "1 2", "--1", "1__0", "e5", "infin", "nanx", "0x1"):
    show(repr(s), attempt(D, s))
for spec in ("", ".2f", ",.3f", "e", ".0e", "+012.4f", "%", "g", "_>20", "<+10", "^14,", "012,.2f", "+.0f", ".1%", "F", "*^20,.2f", "=+10.1f", ".40f", ".10g", "010", "n"):
    show(spec, *[format(d, spec) for d in (D("1234567.891"), D("-0.00001234"), D("1E+7"), D("-0"))])
show(f"{D('2.675'):.2f} {D('2.5'):.0f}", "%s %d %.1f" % (D("1.5"), D("7.9"), D("0.25")))

# Other numbers.
show(hash(D("2.50")) == hash(2.5), hash(D(10) ** 50) == hash(10**50), hash(D("0.125")) == hash(Fraction(1, 8)), hash(D(-1)))
show(D(1) == 1, D("0.5") == 0.5, D("0.1") == 0.1, D("0.5") == Fraction(1, 2), D(3) > Fraction(5, 2), D(2) < 3.5, 10**40 > D("1E+39"))
show(int(D("-7.9")), int(D("1E+30")), float(D("0.1")), float(D("1E+400")), float(D("123456789.123456789E-20")), D(0.1), D(-5e-324) == -5e-324)
show(D("0.75").as_integer_ratio(), D("-25E+1").as_integer_ratio(), complex(D("1.5")), D(True), D((1, (1, 2, 3), -2)), D((0, (), "F")))
show(round(D("2.5")), round(D("3.5")), round(D("-2.675"), 2), round(D("1234"), -2), *[f(D("-1.5")) for f in (__import__("math").floor, __import__("math").ceil, __import__("math").trunc)])
show(sum([D("0.1")] * 10), sum([1, D("0.5"), 2]), min(D(3), 2), sorted([D("1.1"), 1, D("-3")]), 3 - D(1), 1 / D(8), 7 // D(2), 7 % D(4), 2 ** D(3))
for f in (lambda: D(1) + 1.5, lambda: "a" + D(1), lambda: D(1) < "a", lambda: D(1) + Fraction(1, 2), lambda: D([]), lambda: D(None)):
    show(attempt(f))

# More functions.
show(D(2).sqrt(), D("0.0400").sqrt(), D(10).exp(), D(10).ln(), D(1000).log10(), D(7).log10(), D(2) ** D("0.5"), D("1.1") ** 100, D(2) ** -3, pow(D(3), 4, 5))
show(D(3).fma(4, 5), D("1E+28").fma(1, D("0.5")), D("120E+3").normalize(), D("3.7").to_integral_value(), D("2.5").to_integral_exact())
show(D(5).next_plus(), D(5).next_minus(), D(5).next_toward(6), D("-1.5").copy_abs(), D(1).copy_sign(D(-2)), D("1.23").scaleb(3), D(1234).shift(-1), D(1234).rotate(2), D("1.2").logb())
show(D(1100).logical_and(D(1010)), D("1.0").compare_total(D(1)), D("1.0").same_quantum(D("0.1")), D(7).number_class(), D("1E+2").max_mag(D(-200)))

# Classes.
class Money(Decimal):
    def __repr__(self):
        return f"Money({self})"

    def __add__(self, other):
        return Money(Decimal.__add__(self, other))


m = Money("1.10")
show(m, repr(m + 2), type(m - 1).__name__, m == D("1.1"), hash(m) == hash(D("1.1")), {m: 1}[D("1.10")], Money(m).as_tuple())
m.note = "kept"
n = copy.deepcopy(m)
show(m.note, pickle.loads(pickle.dumps(D("-1.5E-3"))), pickle.loads(pickle.dumps(getcontext())).prec, n, isinstance(D(1), __import__("numbers").Number))

# Contexts.
with localcontext(prec=5) as c:
    show(D(1) / 7, c.prec)
    with localcontext(ExtendedContext) as inner:
        show(D(1) / 7, inner.prec, inner.traps == ExtendedContext.traps)
    copy_context().run(lambda: show(D(1) / 7))
    copied = copy_context()
    setcontext(Context(prec=3))
    copied.run(lambda: (show(D(1) / 7), setcontext(Context(prec=11)), show(D(1) / 7)))
    show(D(1) / 7)
show(D(1) / 7)
c = Context()
for name, value in (("prec", 0), ("Emin", 1), ("rounding", "x"), ("capitals", 2), ("clamp", "1"), ("flags", {}), ("nothing", 1)):
    try:
        setattr(c, name, value)
    except (ValueError, TypeError, KeyError, AttributeError) as e:
        show(name, type(e).__name__)
c = Context(prec=4, capitals=0, traps=[Overflow])
show(c, c.to_sci_string(D("1E+9")), Context(flags=c.flags, traps=c.traps) is c, c.copy().prec, c.Etiny(), c.Etop())

# In a loop, with a context that changes on the way.
total, rate = D(0), D("1.0375")
for i in range(3000):
    total = (total * rate + i) / D("1.5")
    if i == 2000:
        getcontext().prec = 40
show(total, getcontext().flags[Inexact])
f = D(1)
getcontext().prec = MAX_PREC
getcontext().Emax = MAX_EMAX
for i in range(1, 400):
    f *= i
show(len(str(f)), str(f)[:40], f % (10**9 + 7), f // (f - 1))

# expect: 0 -1.10 12.345 999000 -0 -1.10 12.345 999000 -1.10 -2.20 11.245 998998.9 12.345 11.245 24.690 999012.3 999000 998998.9 999012.3 1.998E+6
# expect: 0 1.10 -12.345 -999000 0 1.10 -12.345 -999000 -1.10 0.00 -13.445 -999001.1 12.345 13.445 0.000 -998987.7 999000 999001.1 998987.7 0E+3
# expect: -0 -0.00 0.000 0E+3 0 0.00 -0.000 -0E+3 0.00 1.2100 -13.57950 -1.09890E+6 -0.000 -13.57950 152.3990 1.233266E+7 -0E+3 -1.09890E+6 1.233266E+7 9.98001E+11
# expect: InvalidOperation -0E+2 0E+3 0.000 InvalidOperation 0E+2 -0E+3 -0.000 DivisionByZero 1 -0.08910490 -0.000001101101 DivisionByZero -11.22273 1 0.00001235736 DivisionByZero -908181.8 80923.45 1
# expect: InvalidOperation -0 0 0 InvalidOperation 0 -0 -0 DivisionByZero 1 -0 -0 DivisionByZero -11 1 0 DivisionByZero -908181 80923 1
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation 0.90 5.565 0E+3
# expect: None (Decimal('-0'), Decimal('0.00')) (Decimal('0'), Decimal('0.000')) (Decimal('0'), Decimal('0')) None (Decimal('0'), Decimal('-0.00')) (Decimal('-0'), Decimal('-0.000')) (Decimal('-0'), Decimal('-0')) None (Decimal('1'), Decimal('-0.00')) (Decimal('-0'), Decimal('-1.100')) (Decimal('-0'), Decimal('-1.10')) None (Decimal('-11'), Decimal('0.245')) (Decimal('1'), Decimal('0.000')) (Decimal('0'), Decimal('12.345')) None (Decimal('-908181'), Decimal('0.90')) (Decimal('80923'), Decimal('5.565')) (Decimal('1'), Decimal('0E+3'))
# expect: 0 1 -1 -1 0 1 -1 -1 -1 0 -1 -1 1 1 0 -1 1 1 1 0
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation -0.20 5.565 0E+3
# expect: {<class 'decimal.InvalidOperation'>:True, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:True, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
# expect: -0 -1.10 12.345 999000 -0 -1.10 12.345 999000 -1.10 -2.20 11.245 998998.9 12.345 11.245 24.690 999012.3 999000 998998.9 999012.3 1.998E+6
# expect: 0 1.10 -12.345 -999000 -0 1.10 -12.345 -999000 -1.10 -0.00 -13.445 -999001.1 12.345 13.445 -0.000 -998987.7 999000 999001.1 998987.6 -0E+3
# expect: -0 -0.00 0.000 0E+3 0 0.00 -0.000 -0E+3 0.00 1.2100 -13.57950 -1.09890E+6 -0.000 -13.57950 152.3990 1.233265E+7 -0E+3 -1.09890E+6 1.233265E+7 9.98001E+11
# expect: InvalidOperation -0E+2 0E+3 0.000 InvalidOperation 0E+2 -0E+3 -0.000 DivisionByZero 1 -0.08910491 -0.000001101102 DivisionByZero -11.22273 1 0.00001235735 DivisionByZero -908181.9 80923.45 1
# expect: InvalidOperation -0 0 0 InvalidOperation 0 -0 -0 DivisionByZero 1 -0 -0 DivisionByZero -11 1 0 DivisionByZero -908181 80923 1
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation 0.90 5.565 0E+3
# expect: None (Decimal('-0'), Decimal('0.00')) (Decimal('0'), Decimal('0.000')) (Decimal('0'), Decimal('0')) None (Decimal('0'), Decimal('-0.00')) (Decimal('-0'), Decimal('-0.000')) (Decimal('-0'), Decimal('-0')) None (Decimal('1'), Decimal('-0.00')) (Decimal('-0'), Decimal('-1.100')) (Decimal('-0'), Decimal('-1.10')) None (Decimal('-11'), Decimal('0.245')) (Decimal('1'), Decimal('0.000')) (Decimal('0'), Decimal('12.345')) None (Decimal('-908181'), Decimal('0.90')) (Decimal('80923'), Decimal('5.565')) (Decimal('1'), Decimal('0E+3'))
# expect: 0 1 -1 -1 0 1 -1 -1 -1 0 -1 -1 1 1 0 -1 1 1 1 0
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation -0.20 5.565 0E+3
# expect: {<class 'decimal.InvalidOperation'>:True, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:True, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
# expect: 0 -1.10 12.345 999000 -0 -1.10 12.345 999000 -1.10 -2.20 11.245 998998.9 12.345 11.245 24.690 999012.3 999000 998998.9 999012.3 1.998E+6
# expect: 0 1.10 -12.345 -999000 0 1.10 -12.345 -999000 -1.10 0.00 -13.445 -999001.1 12.345 13.445 0.000 -998987.6 999000 999001.1 998987.6 0E+3
# expect: -0 -0.00 0.000 0E+3 0 0.00 -0.000 -0E+3 0.00 1.2100 -13.57950 -1.09890E+6 -0.000 -13.57950 152.3991 1.233266E+7 -0E+3 -1.09890E+6 1.233266E+7 9.98001E+11
# expect: InvalidOperation -0E+2 0E+3 0.000 InvalidOperation 0E+2 -0E+3 -0.000 DivisionByZero 1 -0.08910491 -0.000001101101 DivisionByZero -11.22272 1 0.00001235736 DivisionByZero -908181.8 80923.46 1
# expect: InvalidOperation -0 0 0 InvalidOperation 0 -0 -0 DivisionByZero 1 -0 -0 DivisionByZero -11 1 0 DivisionByZero -908181 80923 1
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation 0.90 5.565 0E+3
# expect: None (Decimal('-0'), Decimal('0.00')) (Decimal('0'), Decimal('0.000')) (Decimal('0'), Decimal('0')) None (Decimal('0'), Decimal('-0.00')) (Decimal('-0'), Decimal('-0.000')) (Decimal('-0'), Decimal('-0')) None (Decimal('1'), Decimal('-0.00')) (Decimal('-0'), Decimal('-1.100')) (Decimal('-0'), Decimal('-1.10')) None (Decimal('-11'), Decimal('0.245')) (Decimal('1'), Decimal('0.000')) (Decimal('0'), Decimal('12.345')) None (Decimal('-908181'), Decimal('0.90')) (Decimal('80923'), Decimal('5.565')) (Decimal('1'), Decimal('0E+3'))
# expect: 0 1 -1 -1 0 1 -1 -1 -1 0 -1 -1 1 1 0 -1 1 1 1 0
# expect: InvalidOperation 0.00 0.000 0 InvalidOperation -0.00 -0.000 -0 InvalidOperation -0.00 -1.100 -1.10 InvalidOperation 0.245 0.000 12.345 InvalidOperation -0.20 5.565 0E+3
# expect: {<class 'decimal.InvalidOperation'>:True, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:True, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
# expect: 2.4691E+38 -1.0000E+45 1.2346E+38 1.2346E+38 1.2346E+38 -1.0000E+45 -2.0000E+45 -1.0000E+45 -1.0000E+45 -1.0000E+45 1.2346E+38 -1.0000E+45 1.4E-59 -1.1000 12.345
# expect: 0.00 1.0000E+45 1.2346E+38 1.2346E+38 1.2346E+38 -1.0000E+45 0 -1.0000E+45 -1.0000E+45 -1.0000E+45 -1.2346E+38 1.0000E+45 0E-60 1.1000 -12.345
# expect: 1.5242E+76 -1.2346E+83 8.6420E-22 -1.3580E+38 1.5241E+39 -1.2346E+83 1.0000E+90 -7.0000E-15 1.1000E+45 -1.2345E+46 8.6420E-22 -7.0000E-15 4.9E-119 -7.70E-60 8.6415E-59
# expect: 1 -1.2346E-7 1.7637E+97 -1.1223E+38 1.0001E+37 -8.1000E+6 1 -1.4286E+104 9.0909E+44 -8.1004E+43 5.6700E-98 -7.0000E-105 1 -6.3636E-60 5.6703E-61
# expect: 1 -0 InvalidOperation InvalidOperation InvalidOperation InvalidOperation 1 InvalidOperation InvalidOperation InvalidOperation 0 -0 1 -0 0
# expect: 0.00 1.2346E+38 InvalidOperation InvalidOperation InvalidOperation InvalidOperation -0 InvalidOperation InvalidOperation InvalidOperation 7E-60 7E-60 0E-60 7E-60 7E-60
# expect: (Decimal('1'), Decimal('0.00')) (Decimal('-0'), Decimal('1.2346E+38')) InvalidOperation InvalidOperation InvalidOperation InvalidOperation (Decimal('1'), Decimal('-0')) InvalidOperation InvalidOperation InvalidOperation (Decimal('0'), Decimal('7E-60')) (Decimal('-0'), Decimal('7E-60')) (Decimal('1'), Decimal('0E-60')) (Decimal('-0'), Decimal('7E-60')) (Decimal('0'), Decimal('7E-60'))
# expect: 0 1 1 1 1 -1 0 -1 -1 -1 -1 1 0 1 -1
# expect: 0.00 1.2346E+38 InvalidOperation InvalidOperation InvalidOperation InvalidOperation -0 InvalidOperation InvalidOperation InvalidOperation 7E-60 7E-60 0E-60 7E-60 7E-60
# expect: {<class 'decimal.InvalidOperation'>:True, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:False, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
# expect: 246913578024691357802469135780246913578.50 -999999876543210987654321098765432109876543209.75 123456789012345678901234567890123456789.250000000000000000000 123456789012345678901234567890123456788.15 123456789012345678901234567890123456801.595 -999999876543210987654321098765432109876543209.75 -1999999999999999999999999999999999999999999998 -999999999999999999999999999999999999999999999.000000000000000 -1000000000000000000000000000000000000000000000.10 -999999999999999999999999999999999999999999986.655 123456789012345678901234567890123456789.250000000000000000000 -999999999999999999999999999999999999999999999.000000000000000 1.4E-59 -1.09999999999999999999999999999999999999999999999999999999999 12.3450000000000000000000000000000000000000000000000000000000
# expect: 0.00 1000000123456789012345678901234567890123456788.25 123456789012345678901234567890123456789.250000000000000000000 123456789012345678901234567890123456790.35 123456789012345678901234567890123456776.905 -1000000123456789012345678901234567890123456788.25 0 -999999999999999999999999999999999999999999999.000000000000000 -999999999999999999999999999999999999999999997.90 -1000000000000000000000000000000000000000000011.345 -123456789012345678901234567890123456789.250000000000000000000 999999999999999999999999999999999999999999999.000000000000000 0E-60 1.10000000000000000000000000000000000000000000000000000000001 -12.3450000000000000000000000000000000000000000000000000000000
# expect: 1.52415787532388367504953515625666819450670629521315348273256E+76 -1.23456789012345678901234567890123456789249999876543210987654E+83 8.6419752308641975230864197523086419752475E-22 -135802467913580246791358024679135802468.1750 1524074060357407406035740740603574074063.29125 -1.23456789012345678901234567890123456789249999876543210987654E+83 9.99999999999999999999999999999999999999999998000000000000000E+89 -6.999999999999999999999999999999999999999999993E-15 1099999999999999999999999999999999999999999998.90 -12344999999999999999999999999999999999999999987.655 8.6419752308641975230864197523086419752475E-22 -6.999999999999999999999999999999999999999999993E-15 4.9E-119 -7.70E-60 8.6415E-59
# expect: 1 -1.23456789012345678901234567890123456789250000123456789012346E-7 1.76366841446208112716049382700176366841785714285714285714286E+97 -112233444556677889910213243536475869808.409090909090909090909 10000549940246713560245813518843536394.4309437019036046982584 -8100000.07290000066339000603684905493531080740308228411753018 1 -1.42857142857142857142857142857142857142857142714285714285714E+104 909090909090909090909090909090909090909090908.181818181818182 -81004455245038477116241393276630214661806399.2709599027946537 5.67000005103000046437300422579433845471756518782759893330113E-98 -7.00000000000000000000000000000000000000000000700000000000000E-105 1 -6.36363636363636363636363636363636363636363636363636363636364E-60 5.67031186715269339813689752936411502632644795463750506277845E-61
# expect: 1 -0 InvalidOperation -112233444556677889910213243536475869808 10000549940246713560245813518843536394 -8100000 1 InvalidOperation 909090909090909090909090909090909090909090908 -81004455245038477116241393276630214661806399 0 -0 1 -0 0
# expect: 0.00 123456789012345678901234567890123456789.25 InvalidOperation 0.45 5.320 -9000000000900000000090000000007074999.00 -0 InvalidOperation -0.20 -3.345 7E-60 7E-60 0E-60 7E-60 7E-60
# expect: (Decimal('1'), Decimal('0.00')) (Decimal('-0'), Decimal('123456789012345678901234567890123456789.25')) InvalidOperation (Decimal('-112233444556677889910213243536475869808'), Decimal('0.45')) (Decimal('10000549940246713560245813518843536394'), Decimal('5.320')) (Decimal('-8100000'), Decimal('-9000000000900000000090000000007074999.00')) (Decimal('1'), Decimal('-0')) InvalidOperation (Decimal('909090909090909090909090909090909090909090908'), Decimal('-0.20')) (Decimal('-81004455245038477116241393276630214661806399'), Decimal('-3.345')) (Decimal('0'), Decimal('7E-60')) (Decimal('-0'), Decimal('7E-60')) (Decimal('1'), Decimal('0E-60')) (Decimal('-0'), Decimal('7E-60')) (Decimal('0'), Decimal('7E-60'))
# expect: 0 1 1 1 1 -1 0 -1 -1 -1 -1 1 0 1 -1
# expect: 0.00 123456789012345678901234567890123456789.25 InvalidOperation 0.45 5.320 -9000000000900000000090000000007074999.00 -0 InvalidOperation -0.20 -3.345 7E-60 7E-60 0E-60 7E-60 7E-60
# expect: {<class 'decimal.InvalidOperation'>:True, <class 'decimal.FloatOperation'>:False, <class 'decimal.DivisionByZero'>:False, <class 'decimal.Overflow'>:False, <class 'decimal.Underflow'>:False, <class 'decimal.Subnormal'>:False, <class 'decimal.Inexact'>:True, <class 'decimal.Rounded'>:True, <class 'decimal.Clamped'>:False}
# expect: ROUND_DOWN 1.2 1.3 -1.2 -1.2 9.9 1.0 1.5 0.99
# expect: 0 1 -2 0 -0
# expect: 1.11111111111111111111111111111111111111111111E+45
# expect: ROUND_UP 1.3 1.4 -1.3 -1.3 10 1.1 1.6 1.0
# expect: 1 2 -3 1 -1
# expect: 1.11111111111111111111111111111111111111111112E+45
# expect: ROUND_CEILING 1.3 1.4 -1.2 -1.2 10 1.1 1.6 1.0
# expect: 1 2 -2 1 -0
# expect: 1.11111111111111111111111111111111111111111112E+45
# expect: ROUND_FLOOR 1.2 1.3 -1.3 -1.3 9.9 1.0 1.5 0.99
# expect: 0 1 -3 0 -1
# expect: 1.11111111111111111111111111111111111111111111E+45
# expect: ROUND_HALF_UP 1.3 1.4 -1.3 -1.3 10 1.0 1.5 1.0
# expect: 1 2 -3 0 -1
# expect: 1.11111111111111111111111111111111111111111112E+45
# expect: ROUND_HALF_DOWN 1.2 1.3 -1.2 -1.3 9.9 1.0 1.5 1.0
# expect: 0 1 -2 0 -1
# expect: 1.11111111111111111111111111111111111111111111E+45
# expect: ROUND_HALF_EVEN 1.2 1.4 -1.2 -1.3 10 1.0 1.5 1.0
# expect: 0 2 -2 0 -1
# expect: 1.11111111111111111111111111111111111111111112E+45
# expect: ROUND_05UP 1.2 1.3 -1.2 -1.2 9.9 1.1 1.6 0.99
# expect: 1 1 -2 1 -1
# expect: 1.11111111111111111111111111111111111111111111E+45
# expect: 1.234E-5 0.0000123 ['Inexact', 'Rounded']
# expect: 1.234E-7 1E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded']
# expect: 9.999E-8 1E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded']
# expect: 1E-9 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 4E-8 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 5E-8 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 123E-7 0.0000123 []
# expect: 0E-20 0E-7 ['Clamped']
# expect: 0E+20 0E+5 ['Clamped']
# expect: 1E+5 1E+5 []
# expect: 9.996E+5 Infinity ['Overflow', 'Inexact', 'Rounded']
# expect: 12E+3 1.2E+4 []
# expect: Infinity NaN Infinity 0E-7 1.2E+5
# expect: 1.234E-5 0.0000123 ['Inexact', 'Rounded']
# expect: 1.234E-7 1E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded']
# expect: 9.999E-8 1E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded']
# expect: 1E-9 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 4E-8 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 5E-8 0E-7 ['Underflow', 'Subnormal', 'Inexact', 'Rounded', 'Clamped']
# expect: 123E-7 0.0000123 []
# expect: 0E-20 0E-7 ['Clamped']
# expect: 0E+20 0E+3 ['Clamped']
# expect: 1E+5 1.00E+5 ['Clamped']
# expect: 9.996E+5 Infinity ['Overflow', 'Inexact', 'Rounded']
# expect: 12E+3 1.2E+4 []
# expect: Infinity NaN Infinity 0E-7 1.20E+5
# expect: Inexact 0.25 True Inexact Inexact
# expect: DivisionByZero DecimalException
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: Overflow Inexact
# expect: InvalidOperation DecimalException
# expect: InvalidOperation DecimalException
# expect: Infinity NaN NaN -NaN123 NaN7 Infinity NaN -Infinity NaN -NaN123 NaN7 -Infinity NaN NaN NaN NaN NaN7 NaN -NaN123 -NaN123 -NaN123 -NaN123 NaN7 -NaN123 NaN7 NaN7 NaN7 NaN7 NaN7 NaN7
# expect: NaN Infinity NaN -NaN123 NaN7 Infinity -Infinity NaN NaN -NaN123 NaN7 -Infinity NaN NaN NaN NaN NaN7 NaN -NaN123 -NaN123 -NaN123 -NaN123 NaN7 -NaN123 NaN7 NaN7 NaN7 NaN7 NaN7 NaN7
# expect: Infinity -Infinity NaN -NaN123 NaN7 Infinity -Infinity Infinity NaN -NaN123 NaN7 -Infinity NaN NaN NaN NaN NaN7 NaN -NaN123 -NaN123 -NaN123 -NaN123 NaN7 -NaN123 NaN7 NaN7 NaN7 NaN7 NaN7 NaN7
# expect: NaN NaN NaN -NaN123 NaN7 Infinity NaN NaN NaN -NaN123 NaN7 -Infinity NaN NaN NaN NaN NaN7 NaN -NaN123 -NaN123 -NaN123 -NaN123 NaN7 -NaN123 NaN7 NaN7 NaN7 NaN7 NaN7 NaN7
# expect: NaN NaN NaN -NaN123 NaN7 Infinity NaN NaN NaN -NaN123 NaN7 -Infinity NaN NaN NaN NaN NaN7 NaN -NaN123 -NaN123 -NaN123 -NaN123 NaN7 -NaN123 NaN7 NaN7 NaN7 NaN7 NaN7 NaN7
# expect: True False False False False False True False False False False False False False False False False False False False False False False False False True True True True True DecimalTuple(sign=0, digits=(0,), exponent='F') DecimalTuple(sign=1, digits=(0,), exponent='F') DecimalTuple(sign=0, digits=(), exponent='n') DecimalTuple(sign=1, digits=(1, 2, 3), exponent='n') DecimalTuple(sign=0, digits=(7,), exponent='N')
# expect: True True Infinity True
# expect: 0 Decimal('0') 0 DecimalTuple(sign=0, digits=(0,), exponent=0) 0
# expect: -0 Decimal('-0') -0 DecimalTuple(sign=1, digits=(0,), exponent=0) 0
# expect: 0.00 Decimal('0.00') 0.00 DecimalTuple(sign=0, digits=(0,), exponent=-2) -2
# expect: 0E+3 Decimal('0E+3') 0E+3 DecimalTuple(sign=0, digits=(0,), exponent=3) 3
# expect: 1E+3 Decimal('1E+3') 1E+3 DecimalTuple(sign=0, digits=(1,), exponent=3) 3
# expect: 1.23E-8 Decimal('1.23E-8') 12.3E-9 DecimalTuple(sign=0, digits=(1, 2, 3), exponent=-10) -8
# expect: 0.000001 Decimal('0.000001') 0.000001 DecimalTuple(sign=0, digits=(1,), exponent=-6) -6
# expect: 1E-7 Decimal('1E-7') 100E-9 DecimalTuple(sign=0, digits=(1,), exponent=-7) -7
# expect: -12.30 Decimal('-12.30') -12.30 DecimalTuple(sign=1, digits=(1, 2, 3, 0), exponent=-2) 1
# expect: 1E-400 Decimal('1E-400') 100E-402 DecimalTuple(sign=0, digits=(1,), exponent=-400) -400
# expect: 1000.5 Decimal('1000.5') 1000.5 DecimalTuple(sign=0, digits=(1, 0, 0, 0, 5), exponent=-1) 3
# expect: 3.14 Decimal('3.14') 3.14 DecimalTuple(sign=0, digits=(3, 1, 4), exponent=-2) 0
# expect: 0.5 Decimal('0.5') 0.5 DecimalTuple(sign=0, digits=(5,), exponent=-1) -1
# expect: 5 Decimal('5') 5 DecimalTuple(sign=0, digits=(5,), exponent=0) 0
# expect: 1E+5 Decimal('1E+5') 100E+3 DecimalTuple(sign=0, digits=(1,), exponent=5) 5
# expect: '' InvalidOperation
# expect: '.' InvalidOperation
# expect: '1e' InvalidOperation
# expect: '1 2' InvalidOperation
# expect: '--1' InvalidOperation
# expect: '1__0' 10
# expect: 'e5' InvalidOperation
# expect: 'infin' InvalidOperation
# expect: 'nanx' InvalidOperation
# expect: '0x1' InvalidOperation
# expect:  1234567.891 -0.00001234 1E+7 -0
# expect: .2f 1234567.89 -0.00 10000000.00 -0.00
# expect: ,.3f 1,234,567.891 -0.000 10,000,000.000 -0.000
# expect: e 1.234567891e+6 -1.234e-5 1e+7 -0e+0
# expect: .0e 1e+6 -1e-5 1e+7 -0e+0
# expect: +012.4f +1234567.8910 -000000.0000 +10000000.0000 -000000.0000
# expect: % 123456789.1% -0.001234% 1000000000% -0%
# expect: g 1234567.891 -0.00001234 1e+7 -0
# expect: _>20 _________1234567.891 _________-0.00001234 ________________1E+7 __________________-0
# expect: <+10 +1234567.891 -0.00001234 +1E+7      -0        
# expect: ^14, 1,234,567.891   -0.00001234        1E+7            -0      
# expect: 012,.2f 1,234,567.89 -0,000,000.00 10,000,000.00 -0,000,000.00
# expect: +.0f +1234568 -0 +10000000 -0
# expect: .1% 123456789.1% -0.0% 1000000000.0% -0.0%
# expect: F 1234567.891 -0.00001234 10000000 -0
# expect: *^20,.2f ****1,234,567.89**** *******-0.00******** ***10,000,000.00**** *******-0.00********
# expect: =+10.1f +1234567.9 -      0.0 +10000000.0 -      0.0
# expect: .40f 1234567.8910000000000000000000000000000000000000 -0.0000123400000000000000000000000000000000 10000000.0000000000000000000000000000000000000000 -0.0000000000000000000000000000000000000000
# expect: .10g 1234567.891 -0.00001234 1e+7 -0
# expect: 010 1234567.891 -0.00001234 0000001E+7 -000000000
# expect: n 1234567.891 -0.00001234 1e+7 -0
# expect: 2.68 2 1.5 7 0.2
# expect: True True True -2
# expect: True True False True True True True
# expect: -7 1000000000000000000000000000000 0.1 inf 1.2345678912345678e-12 0.1000000000000000055511151231257827021181583404541015625 True
# expect: (3, 4) (-250, 1) (1.5+0j) 1 -1.23 Infinity
# expect: 2 4 -2.68 1.2E+3 -2 -1 -1
# expect: 1.0 3.5 2 [Decimal('-3'), 1, Decimal('1.1')] 2 0.125 3 3 8
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: 1.414213562373095048801688724 0.20 22026.46579480671651695790065 2.302585092994045684017991455 3 0.8450980400142568307122162586 1.414213562373095048801688724 13780.61233982227018411833717 0.125 1
# expect: 17 1.000000000000000000000000000E+28 1.2E+5 4 2
# expect: 5.000000000000000000000000001 4.999999999999999999999999999 5.000000000000000000000000001 1.5 -1 1.23E+3 123 123400 0
# expect: 1000 -1 True +Normal -200
# expect: 1.10 Money(3.10) Decimal True True 1 DecimalTuple(sign=0, digits=(1, 1, 0), exponent=-2)
# expect: kept -0.0015 28 1.10 True
# expect: 0.14286 5
# expect: 0.142857143 9 True
# expect: 0.14286
# expect: 0.14286
# expect: 0.14285714286
# expect: 0.143
# expect: 0.1428571428571428571428571429
# expect: prec ValueError
# expect: Emin ValueError
# expect: rounding TypeError
# expect: capitals ValueError
# expect: clamp TypeError
# expect: flags KeyError
# expect: nothing AttributeError
# expect: Context(prec=4, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=0, clamp=0, flags=[], traps=[Overflow]) 1e+9 False 4 -1000002 999996
# expect: 6479.474068663257852447041636230825420013 True
# expect: 867 1600863071165597381558699257987575146267 923477502 1
