//! Methods of float, and what `float()` needs.

use super::args::{text_arg, tuple_word};
use super::native::{Inline, Native, arg};
use super::num::{Num, float_ops, float_text, num, word};
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::roots::bool_word;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::values::{class_of, type_name};
use num_bigint::BigInt as Big;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

type Answer = Result<Value, Raise>;

fn receiver(machine: &Machine, args: &[Value]) -> Result<f64, Raise> {
    match num(machine, args[0]) {
        Some(Num::Float(f)) => Ok(f),
        _ => Err(type_error(
            machine,
            &format!("descriptor requires a 'float' object but received '{}'", type_name(machine, args[0])),
        )),
    }
}

fn is_integer(machine: &Machine, args: &[Value]) -> Answer {
    let f = receiver(machine, args)?;
    Ok(bool_word(machine, f.is_finite() && f == f.floor()))
}

fn hex(machine: &Machine, args: &[Value]) -> Answer {
    Ok(Str::new(&machine.heap, &float_text::hex(receiver(machine, args)?)).value())
}

/// `f` as an instance of `class`.
fn of_class(machine: &Machine, class: Value, f: Value) -> Answer {
    if class == Cls::Float.word(machine) { Ok(f) } else { tail::callable(machine, class, &[f]) }
}

/// Arguments: class, text.
fn fromhex(machine: &Machine, args: &[Value]) -> Answer {
    let text = String::from_utf8_lossy(text_arg(machine, args[1], "fromhex() argument")?).into_owned();
    match float_text::from_hex(&text) {
        Some(Ok(f)) => of_class(machine, args[0], machine.heap.float(f)),
        Some(Err(())) => {
            Err(raise(machine, Cls::OverflowError, "hexadecimal value too large to represent as a float"))
        }
        None => Err(value_error(machine, "invalid hexadecimal floating-point string")),
    }
}

fn as_integer_ratio(machine: &Machine, args: &[Value]) -> Answer {
    let f = receiver(machine, args)?;
    if f.is_nan() {
        return Err(value_error(machine, "cannot convert NaN to integer ratio"));
    }
    if f.is_infinite() {
        return Err(raise(machine, Cls::OverflowError, "cannot convert Infinity to integer ratio"));
    }
    let (n, d) = ratio(f);
    Ok(tuple_word(machine, &[word(machine, n), word(machine, d)]))
}

/// Arguments: class, `double` or `float`.
fn format_of(machine: &Machine, args: &[Value]) -> Answer {
    match text_arg(machine, args[1], "__getformat__() argument")? {
        b"double" | b"float" => Ok(Str::new(&machine.heap, "IEEE, little-endian").value()),
        _ => Err(value_error(machine, "__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

/// A finite double as a fraction in lowest terms.
pub fn ratio(f: f64) -> (Big, Big) {
    if f == 0.0 {
        return (Big::ZERO, Big::from(1));
    }
    let bits = f.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (m, e) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    let zeros = m.trailing_zeros() as i64;
    let (m, e) = (Big::from(m >> zeros), e + zeros);
    let m = if f < 0.0 { -m } else { m };
    if e >= 0 { (m << e as usize, Big::from(1)) } else { (m, Big::from(1) << (-e) as usize) }
}

fn plain(machine: &Machine, args: &[Value]) -> Answer {
    Ok(machine.heap.float(receiver(machine, args)?))
}

fn imag(machine: &Machine, _: &[Value]) -> Answer {
    Ok(machine.heap.float(0.0))
}

fn trunc(machine: &Machine, args: &[Value]) -> Answer {
    float_ops::to_int(machine, receiver(machine, args)?)
}

fn floor(machine: &Machine, args: &[Value]) -> Answer {
    float_ops::to_int(machine, receiver(machine, args)?.floor())
}

fn ceil(machine: &Machine, args: &[Value]) -> Answer {
    float_ops::to_int(machine, receiver(machine, args)?.ceil())
}

/// `float(v)` of builtin values; `None`: the class may define `__float__`.
pub fn to_float(machine: &Machine, v: Value) -> Result<Option<Value>, Raise> {
    let f = match num(machine, v) {
        Some(Num::Float(f)) => f,
        Some(Num::Int(i)) => i.to_f64(machine)?,
        None => {
            let Some(text) = super::args::number_text(machine, v) else {
                return Ok(None);
            };
            match float_text::parse(&text) {
                Some(f) => f,
                None => {
                    let shown = super::text::repr(machine, v).unwrap_or_default();
                    let text =
                        format!("could not convert string to float: {}", String::from_utf8_lossy(&shown));
                    return Err(value_error(machine, &text));
                }
            }
        }
    };
    Ok(Some(machine.heap.float(f)))
}

/// A number of digits, signs, points and exponents only.
fn plain_number(text: &[u8]) -> Option<f64> {
    let plain = text.iter().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E'));
    std::str::from_utf8(text).ok().filter(|_| plain)?.parse().ok()
}

fn new_float(machine: &Machine, args: &[Value]) -> Answer {
    let Some(v) = arg(machine, args, 0) else { return Ok(machine.heap.float(0.0)) };
    if let Some(f) = v.cast::<Str>().and_then(|s| plain_number(Str::bytes(&machine.heap, s))) {
        return Ok(machine.heap.float(f));
    }
    let names: &[&'static str] =
        if num(machine, v).is_some() { &["__float__"] } else { &["__float__", "__index__"] };
    for name in names {
        if let Some(f) = user_special(machine, class_of(machine, v), name) {
            return tail::prelude(machine, "_float_of", &[f, v]);
        }
    }
    to_float(machine, v)?.ok_or_else(|| {
        let given = type_name(machine, v);
        type_error(machine, &format!("float() argument must be a string or a real number, not '{given}'"))
    })
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Construct(Cls::Float), natives: NEW },
    Table { home: Home::Class(Cls::Float), natives: METHODS },
];

const NEW: &[Native] = &[Native::tail("float", 0, 1, new_float).inline(Inline::Float)];

const METHODS: &[Native] = &[
    Native::pure("is_integer", 1, 1, is_integer),
    Native::pure("hex", 1, 1, hex),
    Native::pure("__getformat__.class", 2, 2, format_of),
    Native::tail("from_number.class", 2, 2, |m, a| match num(m, a[1]) {
        Some(_) => to_float(m, a[1]).and_then(|f| of_class(m, a[0], f.unwrap_or(a[1]))),
        None => Err(type_error(m, &format!("must be real number, not {}", type_name(m, a[1])))),
    }),
    Native::tail("fromhex.class", 2, 2, fromhex),
    Native::pure("as_integer_ratio", 1, 1, as_integer_ratio),
    Native::pure("conjugate", 1, 1, plain),
    Native::pure("real.get", 1, 1, plain),
    Native::pure("imag.get", 1, 1, imag),
    Native::pure("__float__", 1, 1, plain),
    Native::pure("__int__", 1, 1, trunc),
    Native::pure("__trunc__", 1, 1, trunc),
    Native::pure("__floor__", 1, 1, floor),
    Native::pure("__ceil__", 1, 1, ceil),
    Native::pure("__round__", 1, 2, |m, a| super::int::round(m, a[0], arg(m, a, 1))),
];
