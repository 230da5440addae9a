//! `int`, `float`, `bool` and rounding.

use super::containers::int_arg;
use super::native::{Inline, Native};
use super::{Home, Table, text};
use crate::errors::{raise, type_error, value_error};
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class;
use crate::values::{as_big, as_float, as_int, class_of, is_int, type_name, unwrap};
use num_bigint::BigInt as Big;
use num_traits::{FromPrimitive, Num, Signed, ToPrimitive, Zero};
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Construct(Cls::Int), natives: &[Native::tail("int", 0, 2, int).params(&["", "base"]).inline(Inline::Int)] },
    Table { home: Home::Construct(Cls::Float), natives: &[Native::tail("float", 0, 1, float).inline(Inline::Float)] },
    Table { home: Home::Construct(Cls::Bool), natives: &[Native::tail("bool", 0, 1, bool_)] },
    Table { home: Home::Class(Cls::Int), natives: INT },
    Table { home: Home::Class(Cls::Float), natives: FLOAT },
];

const INT: &[Native] = &[
    Native::pure("bit_length", 1, 1, |m, a| {
        Ok(Value::int(as_big(m, a[0]).unwrap_or_default().bits() as i64).expect("small"))
    }),
];

const FLOAT: &[Native] = &[Native::pure("is_integer", 1, 1, |m, a| {
    Ok(bool_word(m, as_float(m, a[0]).is_some_and(|f| f.is_finite() && f == f.trunc())))
})];

fn int(machine: &Machine, args: &[Value]) -> Answer {
    let Some(v) = args.first().copied() else { return Ok(Value::ZERO) };
    if let Some(base) = args.get(1) {
        return int_from_text(machine, v, int_arg(machine, *base)?);
    }
    let u = unwrap(machine, v);
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__int__") {
        return tail::callable(machine, f, &[v]);
    }
    if let Some(f) = u.as_float() {
        return float_to_int(machine, f);
    }
    if let Some(n) = as_big(machine, u) {
        return Ok(BigInt::word(&machine.heap, n));
    }
    if str_of(u).is_some() {
        return int_from_text(machine, u, 10);
    }
    for name in ["__index__", "__trunc__"] {
        if let Some(f) = class::user_special(machine, class_of(machine, v), name) {
            return tail::callable(machine, f, &[v]);
        }
    }
    let text = format!("int() argument must be a string, a bytes-like object or a real number, not '{}'", type_name(machine, v));
    Err(type_error(machine, &text))
}

/// The integer part of a double.
pub fn float_to_int(machine: &Machine, f: f64) -> Answer {
    if f.is_nan() {
        return Err(value_error(machine, "cannot convert float NaN to integer"));
    }
    match Big::from_f64(f.trunc()) {
        Some(n) => Ok(BigInt::word(&machine.heap, n)),
        None => Err(raise(machine, Cls::OverflowError, "cannot convert float infinity to integer")),
    }
}

fn int_from_text(machine: &Machine, v: Value, base: i64) -> Answer {
    let Some(source) = text::text_of(machine, v) else {
        return Err(type_error(machine, "int() can't convert non-string with explicit base"));
    };
    if base != 0 && !(2..=36).contains(&base) {
        return Err(value_error(machine, "int() base must be >= 2 and <= 36, or 0"));
    }
    match parse_int(&source, base as u32) {
        Some(n) => Ok(BigInt::word(&machine.heap, n)),
        None => {
            let shown = text::repr(machine, v).unwrap_or_default();
            let text = format!("invalid literal for int() with base {base}: {}", String::from_utf8_lossy(&shown));
            Err(value_error(machine, &text))
        }
    }
}

fn parse_int(source: &str, base: u32) -> Option<Big> {
    let s = source.trim();
    let (negative, s) = match s.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, s.strip_prefix('+').unwrap_or(s)),
    };
    let lower = s.to_ascii_lowercase();
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefix = prefixes.iter().find(|(p, b)| lower.starts_with(p) && (base == 0 || base == *b));
    let (digits, base) = match prefix {
        Some((_, b)) => (lower[2..].strip_prefix('_').unwrap_or(&lower[2..]), *b),
        None if base == 0 => (&lower[..], 10),
        None => (&lower[..], base),
    };
    if digits.is_empty() || digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") || digits.starts_with(['+', '-']) {
        return None;
    }
    let n = Big::from_str_radix(&digits.replace('_', ""), base).ok()?;
    Some(if negative { -n } else { n })
}

fn float(machine: &Machine, args: &[Value]) -> Answer {
    let Some(v) = args.first().copied() else { return Ok(machine.heap.float(0.0)) };
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__float__") {
        return tail::callable(machine, f, &[v]);
    }
    if let Some(f) = as_float(machine, v) {
        return Ok(machine.heap.float(f));
    }
    if is_int(machine, v) {
        return Err(raise(machine, Cls::OverflowError, "int too large to convert to float"));
    }
    if let Some(source) = text::text_of(machine, unwrap(machine, v)) {
        return match parse_float(&source) {
            Some(f) => Ok(machine.heap.float(f)),
            None => {
                let shown = text::repr(machine, v).unwrap_or_default();
                Err(value_error(machine, &format!("could not convert string to float: {}", String::from_utf8_lossy(&shown))))
            }
        };
    }
    let text = format!("float() argument must be a string or a real number, not '{}'", type_name(machine, v));
    Err(type_error(machine, &text))
}

fn parse_float(source: &str) -> Option<f64> {
    let s = source.trim();
    let bare = s.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if s.len() - bare.len() > 1 || bare.starts_with('_') || bare.ends_with('_') || bare.contains("__") {
        return None;
    }
    let ok = matches!(&*bare, "inf" | "infinity" | "nan") || bare.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if ok { s.replace('_', "").parse().ok() } else { None }
}

fn bool_(machine: &Machine, args: &[Value]) -> Answer {
    let Some(v) = args.first().copied() else { return Ok(machine.root(roots::FALSE)) };
    if v.cast::<crate::types::objects::Instance>().is_some() {
        return tail::prelude(machine, "_truth", &[v]);
    }
    Ok(bool_word(machine, crate::ops::compare::known_truth(machine, v)))
}

/// `round(v, digits)`.
pub fn round(machine: &Machine, v: Value, digits: Option<Value>) -> Answer {
    let digits = digits.filter(|d| *d != roots::none(machine) && *d != machine.root(roots::UNBOUND));
    let digits = digits.map(|d| int_arg(machine, d)).transpose()?;
    if let Some(f) = unwrap(machine, v).as_float() {
        return match digits {
            None => float_to_int(machine, round_even(f)),
            Some(n) => Ok(machine.heap.float(round_digits(f, n))),
        };
    }
    let Some(n) = as_big(machine, v) else {
        return Err(type_error(machine, &format!("type {} doesn't define __round__ method", type_name(machine, v))));
    };
    match digits {
        Some(d) if d < 0 => Ok(BigInt::word(&machine.heap, round_tens(&n, -d))),
        _ => Ok(BigInt::word(&machine.heap, n)),
    }
}

fn round_even(f: f64) -> f64 {
    f.round_ties_even()
}

/// Correctly rounded through decimal text, as CPython does.
fn round_digits(f: f64, n: i64) -> f64 {
    if !f.is_finite() || n > 308 {
        return f;
    }
    if n >= 0 {
        return format!("{f:.*}", n as usize).parse().unwrap_or(f);
    }
    let scale = 10f64.powi(-n as i32);
    if scale.is_infinite() { 0f64.copysign(f) } else { round_even(f / scale) * scale }
}

/// To a multiple of 10^n, ties to even.
fn round_tens(n: &Big, digits: i64) -> Big {
    let unit = num_traits::pow::pow(Big::from(10), digits.min(100_000) as usize);
    let half = &unit / 2;
    let rest = num_integer::Integer::mod_floor(n, &unit);
    let down = n - &rest;
    let odd = !(num_integer::Integer::div_floor(n, &unit) % 2i32).is_zero();
    if rest > half || rest == half && odd { down + unit } else { down }
}

/// `pow(a, b, m)`.
pub fn pow_mod(machine: &Machine, a: Value, b: Value, m: Value) -> Answer {
    let (Some(x), Some(e), Some(m)) = (as_big(machine, a), as_big(machine, b), as_big(machine, m)) else {
        return Err(type_error(machine, "pow() 3rd argument not allowed unless all arguments are integers"));
    };
    if m.is_zero() {
        return Err(value_error(machine, "pow() 3rd argument cannot be 0"));
    }
    let (base, e) = if e.is_negative() {
        match x.modinv(&m) {
            Some(inverse) => (inverse, -e),
            None => return Err(value_error(machine, "base is not invertible for the given modulus")),
        }
    } else {
        (x, e)
    };
    Ok(BigInt::word(&machine.heap, base.modpow(&e, &m)))
}

/// A number argument as a double.
pub fn float_arg(machine: &Machine, v: Value) -> Result<f64, Raise> {
    as_float(machine, v).ok_or_else(|| match is_int(machine, v) {
        true => raise(machine, Cls::OverflowError, "int too large to convert to float"),
        false => type_error(machine, &format!("must be real number, not {}", type_name(machine, v))),
    })
}

/// A small integer as a machine integer, or an error.
pub fn to_i64(machine: &Machine, v: Value) -> Result<i64, Raise> {
    match as_int(machine, v).or_else(|| as_big(machine, v).and_then(|n| n.to_i64())) {
        Some(i) => Ok(i),
        None => Err(raise(machine, Cls::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}
