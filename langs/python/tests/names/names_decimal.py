# Every public name of `decimal`, used once.
import decimal
from decimal import Decimal as D

assert D("1.10") + D("2.2") == D("3.30") and str(D(1) / D(7)) == "0.1428571428571428571428571429" and decimal.Decimal is D
assert D("-1.25").as_tuple() == decimal.DecimalTuple(1, (1, 2, 5), -2) and D("1.25").quantize(D("0.1")) == D("1.2")
modes = [decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING, decimal.ROUND_FLOOR, decimal.ROUND_HALF_UP,
         decimal.ROUND_HALF_DOWN, decimal.ROUND_HALF_EVEN, decimal.ROUND_05UP]
assert [str(D("-2.5").quantize(D(1), rounding=m)) for m in modes] == ["-3", "-2", "-2", "-3", "-3", "-2", "-2", "-2"]
ctx = decimal.getcontext()
assert ctx.prec == 28 and isinstance(ctx, decimal.Context)
with decimal.localcontext() as c:
    c.prec = 5
    assert D(2).sqrt() == D("1.4142")
    for signal in (decimal.Inexact, decimal.Rounded):
        c.traps[signal] = True
        try:
            D(1) / D(3)
            assert False
        except signal:
            c.traps[signal] = False
new = decimal.Context(prec=3, Emax=99, Emin=-99, traps=[])
decimal.setcontext(new)
assert D("1e99") * 10 == D("Infinity") and new.flags[decimal.Overflow] and D("1e-101") / 1 == D("1e-101") and new.flags[decimal.Subnormal]
assert D("1e-99") / D("1e99") == 0 and new.flags[decimal.Underflow] and new.flags[decimal.Clamped] is not None
decimal.setcontext(ctx)
for signal, wrong in ((decimal.DivisionByZero, lambda: D(1) / 0), (decimal.InvalidOperation, lambda: D(0) / 0)):
    try:
        wrong()
        assert False
    except signal as e:
        assert isinstance(e, decimal.DecimalException)
with decimal.localcontext() as c:
    c.traps[decimal.FloatOperation] = True
    try:
        D(0.5)
        assert False
    except decimal.FloatOperation:
        pass
assert decimal.BasicContext.prec == 9 and not decimal.ExtendedContext.traps[decimal.InvalidOperation] and decimal.DefaultContext.prec == 28
assert decimal.MAX_PREC == decimal.MAX_EMAX == 999999999999999999 and decimal.MIN_EMIN == -decimal.MAX_EMAX and decimal.MIN_ETINY < decimal.MIN_EMIN
assert decimal.HAVE_THREADS is True and decimal.HAVE_CONTEXTVAR is True
assert f"{D('1234567.891'):,.2f}" == "1,234,567.89" and D("1E+3").to_eng_string() == "1E+3" and D("3.7") // 1 == 3

# Since 3.14.
assert decimal.IEEEContext(64).prec == 16 and decimal.IEEE_CONTEXT_MAX_BITS in (256, 512)
assert D.from_number(3) == 3
