//! Methods and attributes of int, and what `round`, `pow` and `int()` need.

use super::args::{bytes_of, int_arg, int_word, size_arg, text_arg, text_of, truth, tuple_word};
use super::native::{Inline, Native, arg};
use super::num::int_text::{BadInt, LEAST_LIMIT, max_digits, parse};
use super::num::{Int, Num, float_ops, int, num, power, round as rounding, word};
use super::string::encode::bytes_word;
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::objects::{ByteArray, Bytes, Complex};
use crate::values::{class_of, type_name};
use num_bigint::{BigInt as Big, Sign};
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

/// The receiver without its class: bools and instances of derived classes become plain integers.
fn plain(machine: &Machine, args: &[Value]) -> Answer {
    match int_arg(machine, args[0])? {
        Int::Small(i) => Ok(int_word(machine, i)),
        Int::Wide(_) | Int::Big(_) => Ok(crate::values::unwrap(machine, args[0])),
    }
}

fn bit_length(machine: &Machine, args: &[Value]) -> Answer {
    Ok(int_word(machine, int_arg(machine, args[0])?.bits() as i64))
}

fn bit_count(machine: &Machine, args: &[Value]) -> Answer {
    let n = match int_arg(machine, args[0])? {
        Int::Small(i) => i.unsigned_abs().count_ones() as u64,
        Int::Wide(w) => w.magnitude().count_ones() as u64,
        Int::Big(b) => b.magnitude.iter().map(|w| u64::from(w.count_ones())).sum(),
    };
    Ok(int_word(machine, n as i64))
}

fn as_integer_ratio(machine: &Machine, args: &[Value]) -> Answer {
    Ok(tuple_word(machine, &[plain(machine, args)?, int_word(machine, 1)]))
}

fn is_integer(machine: &Machine, _: &[Value]) -> Answer {
    Ok(machine.root(roots::TRUE))
}

fn zero(machine: &Machine, _: &[Value]) -> Answer {
    Ok(int_word(machine, 0))
}

fn one(machine: &Machine, _: &[Value]) -> Answer {
    Ok(int_word(machine, 1))
}

fn little_endian(machine: &Machine, v: Option<Value>) -> Result<bool, Raise> {
    let Some(v) = v else { return Ok(false) };
    match text_arg(machine, v, "byteorder")? {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(value_error(machine, "byteorder must be either 'little' or 'big'")),
    }
}

/// The first `length` bytes are those of `i`; `None` where it does not fit or has more than eight.
fn short_bytes(i: i64, length: usize, signed: bool, little: bool) -> Option<[u8; 8]> {
    let bits = 8 * length as u32;
    let fits = match length {
        0 => i == 0,
        1..8 if signed => (-1 << (bits - 1)..1 << (bits - 1)).contains(&i),
        1..8 => i >> bits == 0,
        _ => length == 8,
    };
    if !fits {
        return None;
    }
    let mut bytes = i.to_le_bytes();
    if !little {
        bytes[..length].reverse();
    }
    Some(bytes)
}

/// The number that at most eight bytes denote, if it fits 64 bits.
fn short_number(bytes: &[u8], signed: bool, little: bool) -> Option<i64> {
    let mut wide = [0; 8];
    wide.get_mut(..bytes.len())?.copy_from_slice(bytes);
    if !little {
        wide[..bytes.len()].reverse();
    }
    let unused = 64 - 8 * bytes.len() as u32;
    let raw = u64::from_le_bytes(wide);
    match signed {
        _ if bytes.is_empty() => Some(0),
        true => Some((raw << unused) as i64 >> unused),
        false => i64::try_from(raw).ok(),
    }
}

/// Arguments: signed, int, length, byteorder.
fn to_bytes(machine: &Machine, args: &[Value]) -> Answer {
    let signed = arg(machine, args, 0).is_some_and(|v| truth(machine, v).unwrap_or(true));
    let n = int_arg(machine, args[1])?;
    let length = arg(machine, args, 2).map_or(Ok(1), |v| size_arg(machine, v))?;
    let little = little_endian(machine, arg(machine, args, 3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(value_error(machine, "length argument must be non-negative"));
    };
    if let Some(i) = args[1].as_int().filter(|i| signed || *i >= 0)
        && let Some(bytes) = short_bytes(i, length, signed, little)
    {
        return Ok(bytes_word(machine, &bytes[..length]));
    }
    let n = n.big();
    machine.heap.check(length).map_err(|_| crate::errors::memory_error(machine))?;
    let negative = n.sign() == Sign::Minus;
    if negative && !signed {
        return Err(raise(machine, Cls::OverflowError, "can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { n.to_signed_bytes_le() } else { n.magnitude().to_bytes_le() };
    if n.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(raise(machine, Cls::OverflowError, "int too big to convert"));
    }
    bytes.resize(length, if negative { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(bytes_word(machine, &bytes))
}

/// Arguments: signed, class, bytes, byteorder.
fn from_bytes(machine: &Machine, args: &[Value]) -> Answer {
    let signed = arg(machine, args, 0).is_some_and(|v| truth(machine, v).unwrap_or(true));
    let Some(bytes) = bytes_of(machine, args[2]) else {
        let given = type_name(machine, args[2]);
        let class = crate::values::class_of(machine, args[2]);
        let converts = crate::ops::iter::iterable(machine, args[2])
            || crate::types::class::user_special(machine, class, "__bytes__").is_some();
        if converts && text_of(machine, args[2]).is_none() {
            return tail::prelude(
                machine,
                "_int_from_items",
                &[
                    args[1],
                    args[2],
                    args.get(3)
                        .copied()
                        .filter(|v| *v != machine.root(roots::UNBOUND))
                        .unwrap_or(roots::none(machine)),
                    crate::roots::bool_word(machine, signed),
                ],
            );
        }
        return Err(type_error(machine, &format!("cannot convert '{given}' object to bytes")));
    };
    let little = little_endian(machine, arg(machine, args, 3))?;
    if let Some(i) = short_number(&bytes, signed, little)
        && args[1] == Cls::Int.word(machine)
    {
        return Ok(int_word(machine, i));
    }
    let n = match (little, signed) {
        (true, true) => Big::from_signed_bytes_le(&bytes),
        (true, false) => Big::from_bytes_le(Sign::Plus, &bytes),
        (false, true) => Big::from_signed_bytes_be(&bytes),
        (false, false) => Big::from_bytes_be(Sign::Plus, &bytes),
    };
    let n = word(machine, n);
    if args[1] == Cls::Int.word(machine) { Ok(n) } else { tail::callable(machine, args[1], &[n]) }
}

/// `round(v, digits)` of a number.
pub fn round(machine: &Machine, v: Value, digits: Option<Value>) -> Answer {
    let digits = digits.filter(|d| *d != roots::none(machine));
    let places = digits.map(|d| int_arg(machine, d).map(|i| i.clamp())).transpose()?;
    match (num(machine, v), places) {
        (Some(Num::Int(i)), d) => Ok(rounding::round_int(machine, v, i, d.unwrap_or(0))),
        (Some(Num::Float(f)), None) => rounding::round_float(machine, f),
        (Some(Num::Float(f)), Some(d)) => Ok(machine.heap.float(rounding::round_to(machine, f, d)?)),
        (None, _) => {
            let text = format!("type {} doesn't define __round__ method", type_name(machine, v));
            Err(type_error(machine, &text))
        }
    }
}

/// `pow(x, y, m)`.
pub fn pow_mod(machine: &Machine, x: Value, y: Value, m: Value) -> Answer {
    match (int(machine, x), int(machine, y), int(machine, m)) {
        (Some(x), Some(y), Some(m)) => power::power_mod(machine, x, y, m),
        _ if [x, y, m].iter().any(|v| crate::values::unwrap(machine, *v).cast::<Complex>().is_some()) => {
            Err(value_error(machine, "complex modulo"))
        }
        _ if [x, y, m].iter().all(|v| num(machine, *v).is_some()) => {
            Err(type_error(machine, "pow() 3rd argument not allowed unless all arguments are integers"))
        }
        _ => {
            let names = [x, y, m].map(|v| format!("'{}'", type_name(machine, v)));
            let text = format!("unsupported operand type(s) for ** or pow(): {}", names.join(", "));
            Err(type_error(machine, &text))
        }
    }
}

/// What an optional sign and a few digits say.
fn plain_digits(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if !(1..=18).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let n = digits.iter().fold(0, |n, d| n * 10 + i64::from(d - b'0'));
    Some(if digits.len() < text.len() { -n } else { n })
}

/// `int(v)` and `int(text, base)` of builtin values; `None`: the class may define `__int__`.
pub fn to_int(machine: &Machine, v: Value, base: Option<Value>) -> Result<Option<Value>, Raise> {
    if base.is_none()
        && let Some(i) = v
            .cast::<trackway_kit::Str>()
            .and_then(|s| plain_digits(trackway_kit::Str::bytes(&machine.heap, s)))
    {
        return Ok(Some(int_word(machine, i)));
    }
    let text = super::args::number_text(machine, v);
    if base.is_none() {
        match num(machine, v) {
            Some(Num::Int(_)) => return plain(machine, &[v]).map(Some),
            Some(Num::Float(f)) => return float_ops::to_int(machine, f).map(Some),
            None => {}
        }
    }
    let base = base.map_or(Ok(10), |b| int_arg(machine, b).map(|b| b.clamp()))?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error(machine, "int() base must be >= 2 and <= 36, or 0"));
    }
    let Some(text) = text else { return Ok(None) };
    let limit = if text.len() < LEAST_LIMIT as usize { 0 } else { max_digits(machine) };
    match parse(&machine.heap, &text, base as u32, limit) {
        Ok(n) => Ok(Some(n)),
        Err(BadInt::Malformed) => {
            let shown = super::text::repr(machine, v).unwrap_or_default();
            let shown = String::from_utf8_lossy(&shown).into_owned();
            Err(value_error(machine, &format!("invalid literal for int() with base {base}: {shown}")))
        }
        Err(BadInt::TooLong(n)) => {
            let text = format!(
                "Exceeds the limit ({} digits) for integer string conversion: value has {n} digits; \
                 use sys.set_int_max_str_digits() to increase the limit",
                max_digits(machine)
            );
            Err(value_error(machine, &text))
        }
    }
}

fn new_int(machine: &Machine, args: &[Value]) -> Answer {
    let base = arg(machine, args, 1);
    if let [v] = args
        && v.cast::<trackway_kit::Str>().is_some()
        && let Some(i) = to_int(machine, *v, None)?
    {
        return Ok(i);
    }
    let Some(v) = arg(machine, args, 0) else {
        return match base {
            None => Ok(Value::ZERO),
            Some(_) => Err(type_error(machine, "int() missing string argument")),
        };
    };
    let inner = crate::values::unwrap(machine, v);
    let is_text = text_of(machine, v).is_some()
        || inner.cast::<Bytes>().is_some()
        || inner.cast::<ByteArray>().is_some();
    if base.is_some() && !is_text {
        return Err(type_error(machine, "int() can't convert non-string with explicit base"));
    }
    let own = |name| user_special(machine, class_of(machine, v), name).is_some();
    if own("__int__") {
        return tail::prelude(machine, "_int_of", &[v]);
    }
    if num(machine, v).is_none() && own("__index__") {
        return tail::prelude(machine, "_index", &[v]);
    }
    to_int(machine, v, base)?.ok_or_else(|| {
        let given = type_name(machine, v);
        let text =
            format!("int() argument must be a string, a bytes-like object or a real number, not '{given}'");
        type_error(machine, &text)
    })
}

fn new_bool(machine: &Machine, args: &[Value]) -> Answer {
    if args.first() == Some(&machine.root(roots::NOT_IMPLEMENTED)) {
        return Err(type_error(machine, "NotImplemented should not be used in a boolean context"));
    }
    let own = |v: Value| user_special(machine, class_of(machine, v), "__bool__").is_some();
    match args.first().map(|v| (*v, truth(machine, *v).filter(|_| !own(*v)))) {
        None => Ok(machine.root(roots::FALSE)),
        Some((_, Some(b))) => Ok(roots::bool_word(machine, b)),
        Some((v, None)) => tail::prelude(machine, "_truth", &[v]),
    }
}

/// The tables of this family.
pub const TABLES: &[Table] = &[
    Table { home: Home::Construct(Cls::Int), natives: NEW },
    Table { home: Home::Construct(Cls::Bool), natives: &[Native::tail("bool", 0, 1, new_bool)] },
    Table { home: Home::Class(Cls::Int), natives: METHODS },
];

const NEW: &[Native] =
    &[Native::tail("int", 0, 2, new_int).params(&["", "base"]).indexes(2).inline(Inline::Int)];

const METHODS: &[Native] = &[
    Native::pure("bit_length", 1, 1, bit_length),
    Native::pure("bit_count", 1, 1, bit_count),
    Native::pure("conjugate", 1, 1, plain),
    Native::pure("as_integer_ratio", 1, 1, as_integer_ratio),
    Native::pure("is_integer", 1, 1, is_integer),
    Native::pure("real.get", 1, 1, plain),
    Native::pure("imag.get", 1, 1, zero),
    Native::pure("numerator.get", 1, 1, plain),
    Native::pure("denominator.get", 1, 1, one),
    Native::pure("to_bytes", 1, 3, to_bytes)
        .indexes(2)
        .params(&["", "length", "byteorder"])
        .keyword_only(&["signed"]),
    Native::tail("from_bytes.class", 2, 3, from_bytes)
        .params(&["", "bytes", "byteorder"])
        .keyword_only(&["signed"]),
    Native::pure("__index__", 1, 1, plain),
    Native::pure("__int__", 1, 1, plain),
    Native::pure("__trunc__", 1, 1, plain),
    Native::pure("__floor__", 1, 1, plain),
    Native::pure("__ceil__", 1, 1, plain),
    Native::pure("__round__", 1, 2, |m, a| round(m, a[0], arg(m, a, 1))),
];
