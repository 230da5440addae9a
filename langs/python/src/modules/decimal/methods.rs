//! The natives that `_decimal_classes.py` calls.

use super::context::{self, Context, Rounding};
use super::convert;
use super::division::{divide, divide_whole};
use super::format::format;
use super::known::{self, Decimal, Known, Number};
use super::powers::{power, square_root};
use super::quantize::{normalize, quantize, whole};
use super::sums::{add, multiply, signed};
use super::text::{self, Read};
use crate::builtins::args::text_of;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::modules::args::{Answer, int_word, none, text_word};
use crate::roots;
use crate::runtime::rt;
use trackway::{Machine, Value};
use trackway_kit::{Str, Tuple};

pub const TABLES: &[Table] = &[
    Table { home: Home::Module("_decimal_classes"), natives: NATIVES },
    Table { home: Home::Prelude, natives: &[Native::effect("_context_changed", 0, 0, known::set_current)] },
];

/// An answer that may be "ask the library".
type Found = Option<Value>;

fn answer(machine: &Machine, found: Found) -> Answer {
    Ok(found.unwrap_or_else(|| none(machine)))
}

/// The result rounded to the context, with its flags set.
fn finished(machine: &Machine, known: &Known, c: &Context, d: Number) -> Found {
    let (d, conditions) = c.fix(machine, d)?;
    signalled(machine, known, c, d, conditions)
}

fn signalled(machine: &Machine, known: &Known, c: &Context, d: Number, conditions: i64) -> Found {
    c.signal(machine, conditions)?;
    known.word(machine, d)
}

/// `(x, y, context)`
fn binary(
    machine: &Machine,
    args: &[Value],
    run: impl Fn(&Machine, &Context, &Decimal, &Decimal) -> Option<Number>,
) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let (x, y) = (known.number(machine, args[0])?, known.number(machine, args[1])?);
        let c = Context::of(machine, &known, args[2])?;
        finished(machine, &known, &c, run(machine, &c, &x, &y)?)
    };
    answer(machine, found())
}

/// `(x, context)`
fn unary(
    machine: &Machine,
    args: &[Value],
    run: impl Fn(&Context, Decimal) -> Option<(Number, i64)>,
) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let x = known.decimal(machine, args[0])?;
        let c = Context::of(machine, &known, args[1])?;
        let (d, conditions) = run(&c, x)?;
        signalled(machine, &known, &c, d, conditions)
    };
    answer(machine, found())
}

fn subtract(machine: &Machine, c: &Context, x: &Decimal, y: &Decimal) -> Option<Number> {
    add(machine, c, x, &Decimal { negative: !y.negative, ..y.clone() })
}

/// `(x, y, context)`: quotient and remainder.
fn divmod(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let (x, y) = (known.number(machine, args[0])?, known.number(machine, args[1])?);
        let c = Context::of(machine, &known, args[2])?;
        let (q, r) = divide_whole(machine, &c, &x, &y)?;
        let r = finished(machine, &known, &c, r)?;
        Some(Tuple::new(&machine.heap, &[known.word(machine, q)?, r]).value())
    };
    answer(machine, found())
}

/// `(x, y, context)`: the quotient, which fits.
fn floor_divide(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let (x, y) = (known.number(machine, args[0])?, known.number(machine, args[1])?);
        let c = Context::of(machine, &known, args[2])?;
        known.word(machine, divide_whole(machine, &c, &x, &y)?.0)
    };
    answer(machine, found())
}

/// `(x, y, z, context)`: x * y + z.
fn fma(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let number = |i: usize| known.number(machine, args[i]);
        let c = Context::of(machine, &known, args[3])?;
        let product = multiply(machine, &number(0)?, &number(1)?)?;
        let sum = add(machine, &c, &product, &number(2)?)?;
        finished(machine, &known, &c, sum)
    };
    answer(machine, found())
}

/// `(x, exponent, rounding, context)`: the number with the other's exponent.
fn quantized(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let (x, e) = (known.decimal(machine, args[0])?, known.number(machine, args[1])?);
        let c = Context::of(machine, &known, args[3])?;
        let rounding = match args[2] {
            v if v == none(machine) => c.rounding,
            v => Rounding::read(machine, v)?,
        };
        let (d, conditions) = quantize(machine, &c, &x, e.exponent, rounding)?;
        signalled(machine, &known, &c, d, conditions)
    };
    answer(machine, found())
}

/// `(x, exponent, rounding)`: the number with that exponent, without a context.
fn rescaled(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let x = known.decimal(machine, args[0])?;
        let exponent = args[1].as_int().filter(|e| e.unsigned_abs() < 1 << 60)?;
        let (d, _) = x.rescaled(machine, exponent, Rounding::read(machine, args[2])?)?;
        known.word(machine, d)
    };
    answer(machine, found())
}

/// `(x, rounding)`: the nearest whole number.
fn rounded(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let x = known.decimal(machine, args[0])?;
        known.word(machine, whole(machine, &x, Rounding::read(machine, args[1])?)?)
    };
    answer(machine, found())
}

/// `(x, y)`: -1, 0 or 1.
fn compare(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let (x, y) = (known.number(machine, args[0])?, known.number(machine, args[1])?);
        Some(int_word(machine, convert::order(machine, &x, &y)? as i64))
    };
    answer(machine, found())
}

/// A question about a finite number.
fn ask(machine: &Machine, args: &[Value], run: impl Fn(&Decimal) -> Found) -> Answer {
    answer(machine, Known::of(machine).and_then(|known| run(&known.decimal(machine, args[0])?)))
}

/// `(x)`: the integer.
fn integer(machine: &Machine, args: &[Value]) -> Answer {
    ask(machine, args, |d| Some(known::integer(machine, d.negative, convert::integer(machine, d)?)))
}

/// `(x)`: the double.
fn float(machine: &Machine, args: &[Value]) -> Answer {
    ask(machine, args, |d| Some(convert::float(d)).filter(|f| f.is_finite()).map(|f| machine.heap.float(f)))
}

/// `(x, engineering, context)`: the text.
fn shown(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let d = known.decimal(machine, args[0])?;
        let capitals = Context::of(machine, &known, args[2]).is_none_or(|c| c.capitals);
        let text = text::format(&d, capitals, args[1] == machine.root(roots::TRUE));
        Some(text_word(machine, &text))
    };
    answer(machine, found())
}

/// `(x, specifier, context)`: the text.
fn formatted(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let d = known.decimal(machine, args[0])?;
        let c = Context::of(machine, &known, args[2])?;
        let text = format(machine, &c, d, text_of(machine, args[1])?)?;
        Some(Str::from_wtf8(&machine.heap, &text).value())
    };
    answer(machine, found())
}

/// `(integer)`: its decimal digits, however many.
fn digits(machine: &Machine, args: &[Value]) -> Answer {
    let found =
        || Some(text_word(machine, &text::show(&Known::of(machine)?.number(machine, args[0])?.coefficient)));
    answer(machine, found())
}

/// `(string of digits)`: the integer, however many there are.
fn undigits(machine: &Machine, args: &[Value]) -> Answer {
    let text = text_of(machine, args[0]).filter(|t| t.iter().all(u8::is_ascii_digit));
    answer(machine, text.map(|t| known::integer(machine, false, text::digits(t))))
}

/// `(string, integer, float or Decimal)`: the exact number.
fn new(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        if let Some(text) = text_of(machine, args[0]) {
            return read(machine, &known, text);
        }
        if let Some(f) = args[0].as_float() {
            return known.word(machine, convert::of_float(Some(f).filter(|f| f.is_finite())?));
        }
        known.word(machine, known.number(machine, args[0])?.into_owned())
    };
    answer(machine, found())
}

fn read(machine: &Machine, known: &Known, text: &[u8]) -> Found {
    let kind = |c: char| rt(machine).character(machine, c.into());
    match text::parse(text)? {
        Read::Finite(d) => known.word(machine, d),
        Read::Infinity { negative } => known.parts(machine, negative, Value::ZERO, kind('F')),
        Read::NaN { negative, signaling, payload } => {
            let payload = known::integer(machine, false, payload);
            known.parts(machine, negative, payload, kind(if signaling { 'N' } else { 'n' }))
        }
    }
}

const NATIVES: &[Native] = &[
    Native::effect("_set_up", 2, 2, known::set_up),
    Native::effect("_set_current", 1, 1, known::set_current),
    Native::pure("_current", 0, 0, known::current),
    Native::pure("_mode_of", 1, 1, context::mode),
    Native::pure("_new", 1, 1, new),
    Native::pure("_digits", 1, 1, digits),
    Native::pure("_undigits", 1, 1, undigits),
    Native::effect("_add", 3, 3, |m, a| binary(m, a, add)),
    Native::effect("_subtract", 3, 3, |m, a| binary(m, a, subtract)),
    Native::effect("_multiply", 3, 3, |m, a| binary(m, a, |m, _, x, y| multiply(m, x, y))),
    Native::effect("_divide", 3, 3, |m, a| binary(m, a, divide)),
    Native::effect("_remainder", 3, 3, |m, a| binary(m, a, |m, c, x, y| Some(divide_whole(m, c, x, y)?.1))),
    Native::effect("_power", 3, 3, |m, a| binary(m, a, |_, c, x, y| power(c, x, y))),
    Native::pure("_floor_divide", 3, 3, floor_divide),
    Native::effect("_divmod", 3, 3, divmod),
    Native::effect("_fma", 4, 4, fma),
    Native::effect("_fix", 2, 2, |m, a| unary(m, a, |c, d| c.fix(m, d.into_owned()))),
    Native::effect("_plus", 2, 2, |m, a| unary(m, a, |c, d| c.fix(m, signed(c, d.clone(), d.negative)))),
    Native::effect("_minus", 2, 2, |m, a| unary(m, a, |c, d| c.fix(m, signed(c, d.clone(), !d.negative)))),
    Native::effect("_absolute", 2, 2, |m, a| {
        unary(m, a, |c, d| c.fix(m, Decimal { negative: false, ..d.into_owned() }))
    }),
    Native::effect("_normalize", 2, 2, |m, a| unary(m, a, |c, d| normalize(m, c, d.into_owned()))),
    Native::effect("_square_root", 2, 2, square_root_of),
    Native::effect("_quantize", 4, 4, quantized),
    Native::pure("_rescale", 3, 3, rescaled),
    Native::pure("_round", 2, 2, rounded),
    Native::pure("_compare", 2, 2, compare),
    Native::pure("_hash", 1, 1, |m, a| ask(m, a, |d| Some(int_word(m, convert::hash(d))))),
    Native::pure("_adjusted", 1, 1, |m, a| ask(m, a, |d| Some(int_word(m, d.adjusted())))),
    Native::pure("_integer", 1, 1, integer),
    Native::pure("_float", 1, 1, float),
    Native::pure("_text", 3, 3, shown),
    Native::pure("_format", 3, 3, formatted),
];

/// `(x, context)`
fn square_root_of(machine: &Machine, args: &[Value]) -> Answer {
    let found = || {
        let known = Known::of(machine)?;
        let x = known.decimal(machine, args[0])?;
        let c = Context::of(machine, &known, args[1])?.nearest();
        finished(machine, &known, &c, square_root(machine, &c, &x)?)
    };
    answer(machine, found())
}
