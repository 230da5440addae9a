# What decimal has in C: the library's classes, on numbers that are integers and with natives for what is frequent.
#
# The natives before this text's names, `_add` and others, answer None for everything rare; then the library's method
# does it. The library's module is run a second time here, on classes of its own, so that `_pydecimal` stays what it is.

import contextvars
import numbers
import types
from _trackway import _load_into
from collections.abc import MutableMapping

_py = types.ModuleType("_pydecimal")
_load_into(_py, "_pydecimal")()
_library = _py.Decimal
_share = object.__setattr__

for _name in _py.__all__:
    globals()[_name] = getattr(_py, _name)
__all__ = _py.__all__
__version__ = _py.__version__
__libmpdec_version__ = _py.__libmpdec_version__

_signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]
# The order in which a context shows them. A signal's bit in the natives is its place here.
_shown = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]
_bits = {signal: 1 << i for i, signal in enumerate(_shown)}
_condition_map = _py._condition_map


def _methods_of(cls, own):
    """The namespace of a class: the library's methods but those that are written anew."""
    left_out = ("__dict__", "__weakref__", "_exp", "_int", "_sign", "_is_special")
    names = {name: v for name, v in vars(cls).items() if name not in left_out}
    names.update((name, v) for name, v in vars(own).items() if name not in ("__dict__", "__weakref__") + own.__slots__)
    names["__slots__"] = own.__slots__
    names["__doc__"] = cls.__doc__
    names["__module__"] = "decimal"
    names["__qualname__"] = cls.__qualname__
    for name, v in vars(own).items():
        if isinstance(v, types.FunctionType):
            v.__module__ = "decimal"
            v.__qualname__ = cls.__qualname__ + "." + name
            v.__doc__ = getattr(getattr(cls, name, None), "__doc__", None)
    return names


class SignalDict(MutableMapping):
    """Flags or traps: a mapping of signals to bools."""

    __slots__ = ("_bits",)

    def __init__(self, bits=0):
        self._bits = bits

    def __getitem__(self, signal):
        return self._bits & _bits[signal] != 0

    def __setitem__(self, signal, on):
        bit = _bits[signal]
        if on:
            self._bits |= bit
        else:
            self._bits &= ~bit

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_signals)

    def __len__(self):
        return len(_signals)

    def __repr__(self):
        return "{" + ", ".join([f"{s!r}:{self[s]}" for s in _signals]) + "}"

    def copy(self):
        return dict(self)


SignalDict.__module__ = "decimal"


def _bits_of(signals, what):
    """The bits of signals in a list or a mapping."""
    if isinstance(signals, SignalDict):
        return signals._bits
    if isinstance(signals, dict):
        if len(signals) != len(_signals) or any(s not in _bits for s in signals):
            raise KeyError("invalid signal dict")
        return sum(_bits[s] for s, on in signals.items() if on)
    if not isinstance(signals, (list, tuple)):
        raise TypeError(f"{what} must be a signal dict")
    bits = 0
    for s in signals:
        try:
            bits |= _bits[s]
        except (KeyError, TypeError):
            raise TypeError("values must be signals") from None
    return bits


_RANGES = {
    "prec": (1, MAX_PREC, "valid range for prec is [1, MAX_PREC]"),
    "Emin": (MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
    "Emax": (0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
    "capitals": (0, 1, "valid values for capitals are [0, 1]"),
    "clamp": (0, 1, "valid values for clamp are [0, 1]"),
}


class _Context:
    # The natives know where these are.
    __slots__ = ("Emax", "Emin", "_ignored_flags", "_mode", "capitals", "clamp", "flags", "prec", "rounding", "traps")

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        base = DefaultContext
        self.prec = base.prec if prec is None else prec
        self.rounding = base.rounding if rounding is None else rounding
        self.Emin = base.Emin if Emin is None else Emin
        self.Emax = base.Emax if Emax is None else Emax
        self.capitals = base.capitals if capitals is None else capitals
        self.clamp = base.clamp if clamp is None else clamp
        self.flags = [] if flags is None else flags
        self.traps = base.traps if traps is None else traps
        _share(self, "_ignored_flags", [])

    def __setattr__(self, name, value):
        if name in _RANGES:
            least, most, text = _RANGES[name]
            if not isinstance(value, int):
                raise TypeError("integer argument expected, got " + type(value).__name__)
            if not least <= value <= most:
                raise ValueError(text)
            value = int(value)
        elif name == "rounding":
            mode = _mode_of(value)
            if mode is None:
                raise TypeError(
                    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
                )
            _share(self, "_mode", mode)
        elif name == "flags" or name == "traps":
            value = SignalDict(_bits_of(value, name))
        _share(self, name, value)

    def __repr__(self):
        names = [", ".join(s.__name__ for s in _shown if d[s]) for d in (self.flags, self.traps)]
        return (
            f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
            f"capitals={self.capitals}, clamp={self.clamp}, flags=[{names[0]}], traps=[{names[1]}])"
        )

    def clear_flags(self):
        self.flags._bits = 0

    def clear_traps(self):
        self.traps._bits = 0

    def _shallow_copy(self):
        new = object.__new__(Context)
        for name in _Context.__slots__:
            _share(new, name, getattr(self, name))
        return new

    def copy(self):
        new = self._shallow_copy()
        _share(new, "flags", SignalDict(self.flags._bits))
        _share(new, "traps", SignalDict(self.traps._bits))
        return new

    __copy__ = copy

    def _raise_error(self, condition, explanation=None, *args):
        error = _condition_map.get(condition, condition)
        if error in self._ignored_flags:
            return error().handle(self, *args)
        self.flags[error] = True
        if self.traps[error]:
            raise error([condition])
        return condition().handle(self, *args)

    def _set_rounding(self, mode):
        old = self.rounding
        self.rounding = mode
        return old


class _Decimal:
    # The exponent: an integer, or a letter for what is not finite; the coefficient as an integer; the sign.
    __slots__ = ("_exp", "_n", "_sign")

    def __new__(cls, value="0", context=None):
        new = _make(value, context)
        if cls is Decimal:
            return new
        self = object.__new__(cls)
        self._sign = new._sign
        self._n = new._n
        self._exp = new._exp
        return self

    @property
    def _int(self):
        if self._n == 0 and (self._exp == "n" or self._exp == "N"):
            return ""
        return _digits(self._n)

    @property
    def _is_special(self):
        return type(self._exp) is str

    @classmethod
    def from_float(cls, f):
        new = _new(f) if isinstance(f, (int, float)) else None
        if new is None:
            if not isinstance(f, float):
                raise TypeError("argument must be int or float")
            new = _new(float.__repr__(f))
        return new if cls is Decimal else cls(new)

    def __bool__(self):
        return self._n != 0 or self._is_special

    def _fix(self, context):
        v = _fix(self, context)
        return _library._fix(self, context) if v is None else v

    def _rescale(self, exp, rounding):
        v = _rescale(self, exp, rounding)
        return _library._rescale(self, exp, rounding) if v is None else v

    def _cmp(self, other):
        v = _compare(self, other)
        return _library._cmp(self, other) if v is None else v

    def adjusted(self):
        v = _adjusted(self)
        return _library.adjusted(self) if v is None else v

    def __eq__(self, other, context=None):
        v = _compare(self, other)
        return _library.__eq__(self, other, context) if v is None else v == 0

    def __ne__(self, other, context=None):
        v = _compare(self, other)
        if v is None:
            v = _library.__eq__(self, other, context)
            return v if v is NotImplemented else not v
        return v != 0

    def __lt__(self, other, context=None):
        v = _compare(self, other)
        return _library.__lt__(self, other, context) if v is None else v < 0

    def __le__(self, other, context=None):
        v = _compare(self, other)
        return _library.__le__(self, other, context) if v is None else v <= 0

    def __gt__(self, other, context=None):
        v = _compare(self, other)
        return _library.__gt__(self, other, context) if v is None else v > 0

    def __ge__(self, other, context=None):
        v = _compare(self, other)
        return _library.__ge__(self, other, context) if v is None else v >= 0

    def __hash__(self):
        v = _hash(self)
        return _library.__hash__(self) if v is None else v

    def __str__(self, eng=False, context=None):
        v = _text(self, eng, context)
        return _library.__str__(self, eng, context) if v is None else v

    def __format__(self, specifier, context=None, _localeconv=None):
        v = _format(self, specifier, context) if _localeconv is None else None
        return _library.__format__(self, specifier, context, _localeconv) if v is None else v

    def __neg__(self, context=None):
        v = _minus(self, context)
        return _library.__neg__(self, context) if v is None else v

    def __pos__(self, context=None):
        v = _plus(self, context)
        return _library.__pos__(self, context) if v is None else v

    def __abs__(self, round=True, context=None):
        v = _absolute(self, context) if round else None
        return _library.__abs__(self, round, context) if v is None else v

    def __add__(self, other, context=None):
        v = _add(self, other, context)
        return _library.__add__(self, other, context) if v is None else v

    __radd__ = __add__

    def __sub__(self, other, context=None):
        v = _subtract(self, other, context)
        return _library.__sub__(self, other, context) if v is None else v

    def __rsub__(self, other, context=None):
        v = _subtract(other, self, context)
        return _library.__rsub__(self, other, context) if v is None else v

    def __mul__(self, other, context=None):
        v = _multiply(self, other, context)
        return _library.__mul__(self, other, context) if v is None else v

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        v = _divide(self, other, context)
        return _library.__truediv__(self, other, context) if v is None else v

    def __rtruediv__(self, other, context=None):
        v = _divide(other, self, context)
        return _library.__rtruediv__(self, other, context) if v is None else v

    def __floordiv__(self, other, context=None):
        v = _floor_divide(self, other, context)
        return _library.__floordiv__(self, other, context) if v is None else v

    def __rfloordiv__(self, other, context=None):
        v = _floor_divide(other, self, context)
        return _library.__rfloordiv__(self, other, context) if v is None else v

    def __mod__(self, other, context=None):
        v = _remainder(self, other, context)
        return _library.__mod__(self, other, context) if v is None else v

    def __rmod__(self, other, context=None):
        v = _remainder(other, self, context)
        return _library.__rmod__(self, other, context) if v is None else v

    def __divmod__(self, other, context=None):
        v = _divmod(self, other, context)
        return _library.__divmod__(self, other, context) if v is None else v

    def __rdivmod__(self, other, context=None):
        v = _divmod(other, self, context)
        return _library.__rdivmod__(self, other, context) if v is None else v

    def __pow__(self, other, modulo=None, context=None):
        v = _power(self, other, context) if modulo is None else None
        return _library.__pow__(self, other, modulo, context) if v is None else v

    def fma(self, other, third, context=None):
        v = _fma(self, other, third, context)
        return _library.fma(self, other, third, context) if v is None else v

    def __int__(self):
        v = _integer(self)
        return _library.__int__(self) if v is None else v

    __trunc__ = __int__

    def __float__(self):
        v = _float(self)
        return _library.__float__(self) if v is None else v

    def normalize(self, context=None):
        v = _normalize(self, context)
        return _library.normalize(self, context) if v is None else v

    def quantize(self, exp, rounding=None, context=None):
        v = _quantize(self, exp, rounding, context)
        return _library.quantize(self, exp, rounding, context) if v is None else v

    def to_integral_value(self, rounding=None, context=None):
        if rounding is None:
            rounding = (getcontext() if context is None else context).rounding
        v = _round(self, rounding)
        return _library.to_integral_value(self, rounding, context) if v is None else v

    to_integral = to_integral_value

    def sqrt(self, context=None):
        v = _square_root(self, context)
        return _library.sqrt(self, context) if v is None else v


def _make(value, context):
    """The exact number that a value of any type stands for."""
    if type(value) is Decimal:
        return value
    if isinstance(value, float):
        if context is None:
            context = getcontext()
        context._raise_error(FloatOperation, "strict semantics for mixing floats and Decimals are enabled")
        return Decimal.from_float(value)
    v = _new(value)
    if v is not None:
        return v
    if isinstance(value, str):
        return _read(value, context)
    if isinstance(value, Decimal):
        return _of_parts(value._sign, value._int, value._exp)
    if isinstance(value, _py._WorkRep):
        return _of_parts(value.sign, _digits(value.int), int(value.exp))
    if isinstance(value, (list, tuple)):
        return _of_tuple(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _read(text, context):
    """A text that the native did not read: of an exponent beyond its reach, or none."""
    m = _py._parser(text.strip().replace("_", ""))
    if m is None or m["int"] is None:
        if context is None:
            context = getcontext()
        return context._raise_error(ConversionSyntax, "Invalid literal for Decimal: %r" % text)
    fraction = m["frac"] or ""
    return _of_parts(int(m["sign"] == "-"), m["int"] + fraction, int(m["exp"] or 0) - len(fraction))


def _of_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exp = value
    if not (isinstance(sign, int) and sign in (0, 1)):
        raise ValueError("sign must be an integer with the value 0 or 1")
    if exp == "F":
        return _of_parts(sign, "0", exp)
    for digit in digits:
        if not (isinstance(digit, int) and 0 <= digit <= 9):
            raise ValueError("The second value in the tuple must be composed of integers in the range 0 through 9.")
    if not isinstance(exp, int) and exp not in ("n", "N"):
        raise ValueError("The third value in the tuple must be an integer, or one of the strings 'F', 'n', 'N'.")
    return _of_parts(sign, "".join([str(int(d)) for d in digits]), exp)


def _of_parts(sign, digits, exp, special=False):
    self = object.__new__(Decimal)
    self._sign = int(sign)
    self._n = _undigits(digits)
    self._exp = exp
    return self


Decimal = type("Decimal", (object,), _methods_of(_py.Decimal, _Decimal))
Context = type("Context", (object,), _methods_of(_py.Context, _Context))
numbers.Number.register(Decimal)

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(9, ROUND_HALF_UP, flags=[],
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, flags=[], traps=[])

_variable = contextvars.ContextVar("decimal_context")


def getcontext():
    """Get the current default context."""
    context = _current()
    if context is None:
        context = _variable.get(None)
        if context is None:
            context = Context()
            _variable.set(context)
        _set_current(context)
    return context


def setcontext(context, /):
    """Set a new default context."""
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context is DefaultContext or context is BasicContext or context is ExtendedContext:
        context = context.copy()
        context.clear_flags()
    _variable.set(context)
    _set_current(context)


def localcontext(ctx=None, **kwargs):
    """Return a context manager that will set the default context to a copy of ctx
on entry to the with-statement and restore the previous default context when
exiting the with-statement. If no context is supplied, a copy of the current
default context is used."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    return _localcontext(ctx, **kwargs)


_localcontext = _py.localcontext
for _f in (getcontext, setcontext, localcontext):
    _f.__module__ = "decimal"


class _WorkRep(_py._WorkRep):
    __slots__ = ()

    def __init__(self, value=None):
        if isinstance(value, Decimal):
            self.sign = value._sign
            self.int = value._n
            self.exp = value._exp
        else:
            super().__init__(value)


_set_up(Decimal, Context)
for _name in ("Decimal", "Context", "DefaultContext", "BasicContext", "ExtendedContext", "getcontext", "setcontext",
              "localcontext", "_signals", "_WorkRep"):
    setattr(_py, _name, globals()[_name])
_py._dec_from_triple = _of_parts
for _name in ("_Infinity", "_NegativeInfinity", "_NaN", "_Zero", "_One", "_NegativeOne"):
    setattr(_py, _name, Decimal(str(getattr(_py, _name))))
_py._SignedInfinity = (_py._Infinity, _py._NegativeInfinity)
del _name, _f
