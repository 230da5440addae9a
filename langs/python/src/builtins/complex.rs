//! complex: arithmetic, making from text and numbers, methods.

use super::args::{text_of, tuple_word};
use super::native::{Native, arg};
use super::num::{Num, float_text, num};
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::number::BinOp;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::objects::Complex;
use crate::values::{class_of, type_name, unwrap};
use num_traits::ToPrimitive;
use trackway::{Gc, Machine, Raise, Value};

type Answer = Result<Value, Raise>;
type Pair = (f64, f64);

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::Complex),
        natives: &[Native::tail("complex", 0, 2, new).params(&["real", "imag"])],
    },
    Table { home: Home::Class(Cls::Complex), natives: METHODS },
];

const METHODS: &[Native] = &[
    Native::pure("real.get", 1, 1, |m, a| Ok(m.heap.float(this(m, a)?.0))),
    Native::pure("imag.get", 1, 1, |m, a| Ok(m.heap.float(this(m, a)?.1))),
    Native::pure("conjugate", 1, 1, |m, a| {
        let (re, im) = this(m, a)?;
        Ok(word(m, (re, -im)))
    }),
    Native::pure("__complex__", 1, 1, |m, a| Ok(word(m, this(m, a)?))),
    Native::pure("__getnewargs__", 1, 1, |m, a| {
        let (re, im) = this(m, a)?;
        Ok(tuple_word(m, &[m.heap.float(re), m.heap.float(im)]))
    }),
    Native::pure("__abs__", 1, 1, |m, a| absolute(m, this(m, a)?)),
    Native::pure("__format__", 2, 2, format),
    Native::pure("from_number.class", 2, 2, |m, a| match operand(m, a[1])? {
        Some(c) => Ok(word(m, c)),
        None => Err(type_error(m, &format!("must be real number, not {}", type_name(m, a[1])))),
    }),
];

/// A complex number.
pub fn word(machine: &Machine, (re, im): Pair) -> Value {
    let c = machine.heap.alloc::<Complex>();
    c.set(&machine.heap, Complex::RE, re);
    c.set(&machine.heap, Complex::IM, im);
    c.value()
}

fn pair(c: Gc<Complex>) -> Pair {
    (c.get(Complex::RE), c.get(Complex::IM))
}

fn this(machine: &Machine, args: &[Value]) -> Result<Pair, Raise> {
    super::args::this::<Complex>(machine, args, "complex", "method").map(pair)
}

/// A number as a complex one; `None` for what is no number.
pub fn operand(machine: &Machine, v: Value) -> Result<Option<Pair>, Raise> {
    if let Some(c) = unwrap(machine, v).cast::<Complex>() {
        return Ok(Some(pair(c)));
    }
    match num(machine, v) {
        Some(Num::Float(f)) => Ok(Some((f, 0.0))),
        Some(Num::Int(i)) => Ok(Some((i.to_f64(machine)?, 0.0))),
        None => Ok(None),
    }
}

fn is_complex(v: Value) -> bool {
    v.cast::<Complex>().is_some()
}

/// `a op b` where one is complex; `None` for other operands and operators.
pub fn binary(machine: &Machine, op: BinOp, a: Value, b: Value) -> Result<Option<Value>, Raise> {
    if !is_complex(a) && !is_complex(b) {
        return Ok(None);
    }
    let (Some(x), Some(y)) = (operand(machine, a)?, operand(machine, b)?) else { return Ok(None) };
    let r = match op {
        // A real operand has no imaginary part, not a zero one.
        BinOp::Add if !is_complex(a) => (x.0 + y.0, y.1),
        BinOp::Add if !is_complex(b) => (x.0 + y.0, x.1),
        BinOp::Add => (x.0 + y.0, x.1 + y.1),
        BinOp::Sub if !is_complex(a) => (x.0 - y.0, -y.1),
        BinOp::Sub if !is_complex(b) => (x.0 - y.0, x.1),
        BinOp::Sub => (x.0 - y.0, x.1 - y.1),
        BinOp::Mul if !is_complex(a) => (x.0 * y.0, x.0 * y.1),
        BinOp::Mul if !is_complex(b) => (x.0 * y.0, x.1 * y.0),
        BinOp::Mul => product(x, y),
        BinOp::TrueDiv => quotient(machine, x, y, is_complex(b))?,
        BinOp::Pow => power(machine, x, y)?,
        _ => return Ok(None),
    };
    Ok(Some(word(machine, r)))
}

fn product(x: Pair, y: Pair) -> Pair {
    (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0)
}

/// Smith's method, which avoids overflow.
fn quotient(machine: &Machine, x: Pair, y: Pair, complex: bool) -> Result<Pair, Raise> {
    if y.0 == 0.0 && y.1 == 0.0 {
        return Err(raise(machine, Cls::ZeroDivisionError, "division by zero"));
    }
    if !complex {
        return Ok((x.0 / y.0, x.1 / y.0));
    }
    Ok(if y.0.abs() >= y.1.abs() {
        let ratio = y.1 / y.0;
        let denom = y.0 + y.1 * ratio;
        ((x.0 + x.1 * ratio) / denom, (x.1 - x.0 * ratio) / denom)
    } else if y.1.abs() >= y.0.abs() {
        let ratio = y.0 / y.1;
        let denom = y.0 * ratio + y.1;
        ((x.0 * ratio + x.1) / denom, (x.1 * ratio - x.0) / denom)
    } else {
        (f64::NAN, f64::NAN)
    })
}

fn power(machine: &Machine, x: Pair, y: Pair) -> Result<Pair, Raise> {
    if y == (0.0, 0.0) {
        return Ok((1.0, 0.0));
    }
    if x == (0.0, 0.0) {
        if y.0 < 0.0 || y.1 != 0.0 {
            return Err(raise(machine, Cls::ZeroDivisionError, "zero to a negative or complex power"));
        }
        return Ok((0.0, 0.0));
    }
    let r = if y.1 == 0.0 && y.0 == y.0.floor() && y.0.abs() <= 100.0 {
        let n = y.0 as i64;
        let p = whole_power(x, n.unsigned_abs());
        if n >= 0 { p } else { quotient(machine, (1.0, 0.0), p, true)? }
    } else {
        let (length, angle) = (x.0.hypot(x.1), x.1.atan2(x.0));
        let mut len = length.powf(y.0);
        let mut phase = angle * y.0;
        if y.1 != 0.0 {
            len *= (-angle * y.1).exp();
            phase += y.1 * length.ln();
        }
        (len * phase.cos(), len * phase.sin())
    };
    let finite = |p: Pair| p.0.is_finite() && p.1.is_finite();
    if !finite(r) && finite(x) && finite(y) {
        return Err(raise(machine, Cls::OverflowError, "complex exponentiation"));
    }
    Ok(r)
}

fn whole_power(x: Pair, n: u64) -> Pair {
    let (mut r, mut p, mut mask) = ((1.0, 0.0), x, 1);
    while mask <= n {
        if n & mask != 0 {
            r = product(r, p);
        }
        mask <<= 1;
        p = product(p, p);
    }
    r
}

/// 0 minus, 1 plus; `None` for what is not complex.
pub fn unary(machine: &Machine, v: Value, op: i64) -> Option<Value> {
    let (re, im) = pair(v.cast::<Complex>()?);
    match op {
        0 => Some(word(machine, (-re, -im))),
        1 => Some(word(machine, (re, im))),
        _ => None,
    }
}

/// `abs(c)`.
pub fn absolute(machine: &Machine, (re, im): Pair) -> Answer {
    let r = re.hypot(im);
    if r.is_infinite() && re.is_finite() && im.is_finite() {
        return Err(raise(machine, Cls::OverflowError, "absolute value too large"));
    }
    Ok(machine.heap.float(r))
}

/// `abs(v)` of a complex number.
pub fn abs_of(machine: &Machine, v: Value) -> Option<Answer> {
    v.cast::<Complex>().map(|c| absolute(machine, pair(c)))
}

/// `a == b` where one is complex; `None` when the other is no number.
pub fn equal(machine: &Machine, a: Value, b: Value) -> Option<bool> {
    let (a, b) = (unwrap(machine, a), unwrap(machine, b));
    let (c, other) = match a.cast::<Complex>() {
        Some(c) => (c, b),
        None => (b.cast::<Complex>()?, a),
    };
    let (re, im) = pair(c);
    if let Some(d) = other.cast::<Complex>() {
        return Some((re, im) == pair(d));
    }
    match num(machine, other)? {
        Num::Float(f) => Some(im == 0.0 && re == f),
        Num::Int(i) => {
            let back = num_bigint::BigInt::from(re.to_i128().unwrap_or(i128::MAX));
            Some(im == 0.0 && re.fract() == 0.0 && back == i.big())
        }
    }
}

/// A double in a complex number's text: no `.0`.
fn part(f: f64) -> String {
    let s = float_text::repr(f);
    s.strip_suffix(".0").map_or(s.clone(), str::to_string)
}

/// `repr(c)`.
pub fn repr(c: Gc<Complex>) -> String {
    let (re, im) = pair(c);
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_sign_negative() && !im.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", part(re), part(im))
}

/// `format(c, spec)`.
fn format(machine: &Machine, args: &[Value]) -> Answer {
    let spec = super::args::text_arg(machine, args[1], "format() argument 2")?;
    let c = unwrap(machine, args[0]);
    match format_text(machine, c, spec)? {
        Some(t) => Ok(super::args::word(machine, &t)),
        None => super::text::str_word(machine, args[0]),
    }
}

/// The formatted text; `None` for an empty specifier.
pub fn format_text(machine: &Machine, v: Value, spec: &[u8]) -> Result<Option<Vec<u8>>, Raise> {
    use super::formatting::{float, spec as parser, text};
    let Some(c) = v.cast::<Complex>() else { return Ok(None) };
    if spec.is_empty() {
        return Ok(None);
    }
    let mut whole = parser::parse(spec, "complex").map_err(|bad| bad.raise(machine))?;
    if whole.fill == b'0' as u32 {
        return Err(value_error(machine, "Zero padding is not allowed in complex format specifier"));
    }
    if whole.align == Some(b'=') {
        return Err(value_error(machine, "'=' alignment flag is not allowed in complex format specifier"));
    }
    let (re, im) = pair(c);
    let plain = whole.kind.is_none() && whole.precision.is_none();
    let mut one = whole;
    (one.width, one.align, one.fill) = (0, None, b' ' as u32);
    if whole.kind.is_none() && whole.precision.is_some() {
        one.kind = Some(b'g' as u32);
    }
    let number = |f: f64, spec: &parser::Spec| -> Result<Vec<u8>, Raise> {
        if plain && spec.grouping.is_none() {
            let sign = match spec.sign {
                Some(b'+') if !f.is_sign_negative() => "+",
                Some(b' ') if !f.is_sign_negative() => " ",
                _ => "",
            };
            return Ok(format!("{sign}{}", part(f)).into_bytes());
        }
        let mut text = float::format(f, "complex", spec).map_err(|bad| bad.raise(machine))?;
        if plain && text.ends_with(b".0") {
            text.truncate(text.len() - 2);
        }
        Ok(text)
    };
    let mut signed = one;
    signed.sign = Some(b'+');
    let only_imaginary = plain && re == 0.0 && re.is_sign_positive();
    let mut out =
        if only_imaginary { number(im, &one)? } else { [number(re, &one)?, number(im, &signed)?].concat() };
    out.push(b'j');
    if plain && !only_imaginary {
        out = [b"(".to_vec(), out, b")".to_vec()].concat();
    }
    (whole.kind, whole.precision, whole.sign, whole.grouping) = (None, None, None, None);
    (whole.alternate, whole.no_neg_zero) = (false, false);
    whole.align = whole.align.or(Some(b'>'));
    text::format(&out, &whole).map(Some).map_err(|bad| bad.raise(machine))
}

fn new(machine: &Machine, args: &[Value]) -> Answer {
    let (real, imag) = (arg(machine, args, 0), arg(machine, args, 1));
    if let Some(text) = real.and_then(|v| text_of(machine, v)) {
        if imag.is_some() {
            let text = "complex() argument 'imag' must be a real number, not str";
            return Err(type_error(machine, text));
        }
        return match parse(&String::from_utf8_lossy(text)) {
            Some(c) => Ok(word(machine, c)),
            None => Err(value_error(machine, "complex() arg is a malformed string")),
        };
    }
    if let Some(v) = imag
        && text_of(machine, v).is_some()
    {
        return Err(type_error(machine, "complex() argument 'imag' must be a real number, not str"));
    }
    for (v, names) in
        [(real, &["__complex__", "__float__", "__index__"][..]), (imag, &["__float__", "__index__"])]
    {
        let Some(v) = v else { continue };
        if names.iter().any(|n| user_special(machine, class_of(machine, v), n).is_some()) {
            let zero = Value::ZERO;
            let absent = crate::roots::bool_word(machine, imag.is_none());
            return tail::prelude(machine, "_complex", &[real.unwrap_or(zero), imag.unwrap_or(zero), absent]);
        }
    }
    let read = |v: Option<Value>, which: &str| match v {
        None => Ok((0.0, 0.0)),
        Some(v) => operand(machine, v)?.ok_or_else(|| {
            let given = type_name(machine, v);
            let text = match (which, imag) {
                ("real", None) => format!("complex() argument must be a string or a number, not {given}"),
                _ => format!("complex() argument '{which}' must be a real number, not {given}"),
            };
            type_error(machine, &text)
        }),
    };
    let (x, y) = (read(real, "real")?, read(imag, "imag")?);
    if imag.is_none() {
        return Ok(word(machine, x));
    }
    let both = real.is_some_and(|v| is_complex(unwrap(machine, v)));
    Ok(word(machine, (x.0 - y.1, if both { x.1 + y.0 } else { y.0 })))
}

/// `complex(text)`.
fn parse(text: &str) -> Option<Pair> {
    let mut s = text.trim_matches(|c: char| c.is_whitespace());
    if let Some(inner) = s.strip_prefix('(') {
        s = inner.strip_suffix(')')?.trim();
    }
    let number = |s: &str| {
        if s.starts_with(char::is_whitespace) || s.ends_with(char::is_whitespace) {
            None
        } else {
            float_text::parse(s.as_bytes())
        }
    };
    let Some(body) = s.strip_suffix(['j', 'J']) else { return Some((number(s)?, 0.0)) };
    // The sign that begins the imaginary part: the last one that is no exponent's.
    let bytes = body.as_bytes();
    let at = (1..bytes.len())
        .rev()
        .find(|i| matches!(bytes[*i], b'+' | b'-') && !matches!(bytes[*i - 1], b'e' | b'E'));
    let unit = |s: &str| match s {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        s => number(s),
    };
    match at {
        Some(i) => Some((number(&body[..i])?, unit(&body[i..])?)),
        None => Some((0.0, unit(body)?)),
    }
}
