//! Operators on builtin types: the cases that ops do not inline.

use crate::order::is_bool;
use crate::dicts::set_table;
use crate::errors::{memory_error, raise, type_error, value_error};
use crate::roots::bool_word;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::values::{as_big, as_float, as_int, is_int, type_name, unwrap};
use num_bigint::BigInt as Big;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, Dict, List, Str, Tuple};

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
}

const ALL: [BinOp; 13] = [
    BinOp::Add,
    BinOp::Sub,
    BinOp::Mul,
    BinOp::TrueDiv,
    BinOp::FloorDiv,
    BinOp::Mod,
    BinOp::Pow,
    BinOp::LShift,
    BinOp::RShift,
    BinOp::And,
    BinOp::Or,
    BinOp::Xor,
    BinOp::MatMul,
];

impl BinOp {
    pub fn from_number(n: i64) -> BinOp {
        ALL[n as usize]
    }

    /// Method, reflected method, sign.
    pub fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            BinOp::Add => ("__add__", "__radd__", "+"),
            BinOp::Sub => ("__sub__", "__rsub__", "-"),
            BinOp::Mul => ("__mul__", "__rmul__", "*"),
            BinOp::TrueDiv => ("__truediv__", "__rtruediv__", "/"),
            BinOp::FloorDiv => ("__floordiv__", "__rfloordiv__", "//"),
            BinOp::Mod => ("__mod__", "__rmod__", "%"),
            BinOp::Pow => ("__pow__", "__rpow__", "** or pow()"),
            BinOp::LShift => ("__lshift__", "__rlshift__", "<<"),
            BinOp::RShift => ("__rshift__", "__rrshift__", ">>"),
            BinOp::And => ("__and__", "__rand__", "&"),
            BinOp::Or => ("__or__", "__ror__", "|"),
            BinOp::Xor => ("__xor__", "__rxor__", "^"),
            BinOp::MatMul => ("__matmul__", "__rmatmul__", "@"),
        }
    }

    pub fn in_place_name(self) -> &'static str {
        match self {
            BinOp::Add => "__iadd__",
            BinOp::Sub => "__isub__",
            BinOp::Mul => "__imul__",
            BinOp::TrueDiv => "__itruediv__",
            BinOp::FloorDiv => "__ifloordiv__",
            BinOp::Mod => "__imod__",
            BinOp::Pow => "__ipow__",
            BinOp::LShift => "__ilshift__",
            BinOp::RShift => "__irshift__",
            BinOp::And => "__iand__",
            BinOp::Or => "__ior__",
            BinOp::Xor => "__ixor__",
            BinOp::MatMul => "__imatmul__",
        }
    }
}

/// `a op b` for builtin types, or values that wrap them.
pub fn binary(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Value, Raise> {
    match try_binary(machine, unwrap(machine, a), unwrap(machine, b), op)? {
        Some(v) => Ok(v),
        None => Err(unsupported(machine, a, b, op.names().2)),
    }
}

/// As [`binary`]; `None` where the types have no such operator.
pub fn try_binary(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let (ia, ib) = (is_int(machine, a), is_int(machine, b));
    if ia && ib {
        return integers(machine, a, b, op);
    }
    if (ia || a.as_float().is_some()) && (ib || b.as_float().is_some()) {
        return doubles(machine, a, b, op);
    }
    containers(machine, a, b, op)
}

/// The TypeError for operands without the operator.
pub fn unsupported(machine: &Machine, a: Value, b: Value, sign: &str) -> Raise {
    let (x, y) = (type_name(machine, a), type_name(machine, b));
    if sign == "+" && a.cast::<Str>().is_some() {
        return type_error(machine, &format!("can only concatenate str (not \"{y}\") to str"));
    }
    if sign == "+" && a.cast::<List>().is_some() {
        return type_error(machine, &format!("can only concatenate list (not \"{y}\") to list"));
    }
    if sign == "+" && a.cast::<Tuple>().is_some() {
        return type_error(machine, &format!("can only concatenate tuple (not \"{y}\") to tuple"));
    }
    type_error(machine, &format!("unsupported operand type(s) for {sign}: '{x}' and '{y}'"))
}

fn integers(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    if is_bool(machine, a) && is_bool(machine, b) {
        let (x, y) = (as_int(machine, a) == Some(1), as_int(machine, b) == Some(1));
        let bit = match op {
            BinOp::And => Some(x & y),
            BinOp::Or => Some(x | y),
            BinOp::Xor => Some(x ^ y),
            _ => None,
        };
        if let Some(bit) = bit {
            return Ok(Some(bool_word(machine, bit)));
        }
    }
    let zero = || as_int(machine, b) == Some(0);
    match op {
        BinOp::TrueDiv if zero() => return Err(raise(machine, Cls::ZeroDivisionError, "division by zero")),
        BinOp::FloorDiv if zero() => {
            return Err(raise(machine, Cls::ZeroDivisionError, "integer division or modulo by zero"));
        }
        BinOp::Mod if zero() => return Err(raise(machine, Cls::ZeroDivisionError, "integer modulo by zero")),
        BinOp::TrueDiv => return divide_integers(machine, a, b).map(Some),
        BinOp::LShift | BinOp::RShift => return shift(machine, a, b, op == BinOp::LShift).map(Some),
        BinOp::Pow => return power(machine, a, b).map(Some),
        BinOp::MatMul => return Ok(None),
        _ => {}
    }
    let (x, y) = (as_big(machine, a).unwrap_or_default(), as_big(machine, b).unwrap_or_default());
    let result = match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => {
            room(machine, x.bits() + y.bits())?;
            x * y
        }
        BinOp::FloorDiv => x.div_floor(&y),
        BinOp::Mod => x.mod_floor(&y),
        BinOp::And => x & y,
        BinOp::Or => x | y,
        _ => x ^ y,
    };
    Ok(Some(BigInt::word(&machine.heap, result)))
}

/// Whether a number of so many bits may be made.
fn room(machine: &Machine, bits: u64) -> Result<(), Raise> {
    machine.heap.check(bits as usize / 8).map_err(|_| memory_error(machine))
}

/// The quotient of two integers, rounded once.
fn divide_integers(machine: &Machine, a: Value, b: Value) -> Result<Value, Raise> {
    const EXACT: i64 = 1 << 53;
    let exact = |v| as_int(machine, v).filter(|i| i.abs() <= EXACT);
    if let (Some(x), Some(y)) = (exact(a), exact(b)) {
        return Ok(machine.heap.float(x as f64 / y as f64));
    }
    let (x, y) = (as_big(machine, a).unwrap_or_default(), as_big(machine, b).unwrap_or_default());
    let negative = x.is_negative() != y.is_negative();
    let (x, y) = (x.abs(), y.abs());
    // 66 bits of quotient and a sticky bit round correctly.
    let shift = 66 - (x.bits() as i64 - y.bits() as i64);
    let (n, d) = if shift >= 0 { (x << shift as usize, y) } else { (x, y << (-shift) as usize) };
    let (mut q, r) = n.div_rem(&d);
    if !r.is_zero() {
        q |= Big::from(1);
    }
    let f = scale(q.to_f64().unwrap_or(f64::INFINITY), -shift);
    if f.is_infinite() {
        return Err(raise(machine, Cls::OverflowError, "integer division result too large for a float"));
    }
    Ok(machine.heap.float(if negative { -f } else { f }))
}

/// `f * 2^e`.
fn scale(mut f: f64, mut e: i64) -> f64 {
    while e > 1000 {
        f *= 2f64.powi(1000);
        e -= 1000;
        if f.is_infinite() {
            return f;
        }
    }
    while e < -1000 {
        f *= 2f64.powi(-1000);
        e += 1000;
        if f == 0.0 {
            return f;
        }
    }
    f * 2f64.powi(e as i32)
}

fn shift(machine: &Machine, a: Value, b: Value, left: bool) -> Result<Value, Raise> {
    let x = as_big(machine, a).unwrap_or_default();
    let Some(n) = as_int(machine, b) else {
        let negative = as_big(machine, b).is_some_and(|n| n.is_negative());
        return match (negative, left) {
            (true, _) => Err(value_error(machine, "negative shift count")),
            (false, true) if x.is_zero() => Ok(Value::ZERO),
            (false, true) => Err(memory_error(machine)),
            (false, false) => Ok(Value::int(if x.is_negative() { -1 } else { 0 }).expect("small")),
        };
    };
    if n < 0 {
        return Err(value_error(machine, "negative shift count"));
    }
    if left {
        room(machine, x.bits().saturating_add(n as u64))?;
        return Ok(BigInt::word(&machine.heap, x << n as usize));
    }
    Ok(BigInt::word(&machine.heap, x >> n as usize))
}

fn power(machine: &Machine, a: Value, b: Value) -> Result<Value, Raise> {
    let Some(n) = as_int(machine, b) else {
        let small = as_int(machine, a);
        return match small {
            Some(0 | 1) => Ok(Value::int(small.unwrap_or(0)).expect("small")),
            _ => Err(memory_error(machine)),
        };
    };
    let x = as_big(machine, a).unwrap_or_default();
    if n < 0 {
        if x.is_zero() {
            return Err(raise(machine, Cls::ZeroDivisionError, "zero to a negative power"));
        }
        let f = as_float(machine, a).unwrap_or(f64::INFINITY);
        return Ok(machine.heap.float(f.powf(n as f64)));
    }
    room(machine, x.bits().saturating_mul(n as u64))?;
    Ok(BigInt::word(&machine.heap, num_traits::pow::Pow::pow(x, n as u64)))
}

fn doubles(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let (Some(x), Some(y)) = (as_float(machine, a), as_float(machine, b)) else {
        return Err(raise(machine, Cls::OverflowError, "int too large to convert to float"));
    };
    let zero = |text: &str| Err(raise(machine, Cls::ZeroDivisionError, text));
    let f = match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x * y,
        BinOp::TrueDiv if y == 0.0 => return zero("division by zero"),
        BinOp::TrueDiv => x / y,
        BinOp::FloorDiv if y == 0.0 => return zero("division by zero"),
        BinOp::FloorDiv => float_floordiv(x, y),
        BinOp::Mod if y == 0.0 => return zero("division by zero"),
        BinOp::Mod => float_mod(x, y),
        BinOp::Pow if x == 0.0 && y < 0.0 => return zero("zero to a negative power"),
        BinOp::Pow if x < 0.0 && y.is_finite() && x.is_finite() && y != y.trunc() => {
            return Err(crate::tail::missing(machine, "complex numbers"));
        }
        BinOp::Pow => {
            let f = x.powf(y);
            if f.is_infinite() && x.is_finite() && y.is_finite() {
                let text = "(34, 'Numerical result out of range')";
                return Err(raise(machine, Cls::OverflowError, text));
            }
            f
        }
        _ => return Ok(None),
    };
    Ok(Some(machine.heap.float(f)))
}

/// The remainder with the divisor's sign.
pub fn float_mod(x: f64, y: f64) -> f64 {
    let r = x % y;
    if r == 0.0 {
        return 0f64.copysign(y);
    }
    if (r < 0.0) != (y < 0.0) { r + y } else { r }
}

/// The quotient rounded down.
pub fn float_floordiv(x: f64, y: f64) -> f64 {
    let r = x % y;
    let mut q = (x - r) / y;
    if r != 0.0 && (r < 0.0) != (y < 0.0) {
        q -= 1.0;
    }
    if q == 0.0 {
        return 0f64.copysign(x / y);
    }
    let floor = q.floor();
    if q - floor > 0.5 { floor + 1.0 } else { floor }
}

fn containers(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let heap = &machine.heap;
    let limit = |bytes: usize| heap.check(bytes).map_err(|_| memory_error(machine));
    match op {
        BinOp::Add => {
            if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
                limit(Str::bytes(heap, x).len() + Str::bytes(heap, y).len())?;
                return Ok(Some(Str::concat(heap, x, y).value()));
            }
            if let (Some(x), Some(y)) = (a.cast::<List>(), b.cast::<List>()) {
                let all = [List::to_vec(x), List::to_vec(y)].concat();
                return Ok(Some(List::new(heap, &all).value()));
            }
            if let (Some(x), Some(y)) = (a.cast::<Tuple>(), b.cast::<Tuple>()) {
                return Ok(Some(Tuple::new(heap, &[Tuple::to_vec(x), Tuple::to_vec(y)].concat()).value()));
            }
            if let (Some(x), Some(y)) = (a.cast::<Bytes>(), b.cast::<Bytes>()) {
                return Ok(Some(heap.alloc_bytes::<Bytes>(&[heap.bytes(x), heap.bytes(y)].concat()).value()));
            }
            Ok(None)
        }
        BinOp::Mul => match (as_int(machine, a), as_int(machine, b)) {
            (None, Some(n)) => repeat(machine, a, n),
            (Some(n), None) => repeat(machine, b, n),
            _ => Ok(None),
        },
        BinOp::Mod if a.cast::<Str>().is_some() => Err(crate::tail::missing(machine, "% formatting")),
        BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Sub => sets(machine, a, b, op),
        _ => Ok(None),
    }
}

/// A sequence `n` times.
fn repeat(machine: &Machine, v: Value, n: i64) -> Result<Option<Value>, Raise> {
    let heap = &machine.heap;
    let n = n.max(0) as usize;
    let limit = |bytes: usize| heap.check(bytes.saturating_mul(n)).map_err(|_| memory_error(machine));
    if let Some(s) = v.cast::<Str>() {
        limit(Str::bytes(heap, s).len())?;
        return Ok(Some(Str::from_wtf8(heap, &Str::bytes(heap, s).repeat(n)).value()));
    }
    if let Some(l) = v.cast::<List>() {
        limit(8 * List::len(l))?;
        return Ok(Some(List::new(heap, &List::to_vec(l).repeat(n)).value()));
    }
    if let Some(t) = v.cast::<Tuple>() {
        limit(8 * t.tail_len(Tuple::ITEMS))?;
        return Ok(Some(Tuple::new(heap, &Tuple::to_vec(t).repeat(n)).value()));
    }
    if let Some(b) = v.cast::<Bytes>() {
        limit(heap.bytes(b).len())?;
        return Ok(Some(heap.alloc_bytes::<Bytes>(&heap.bytes(b).repeat(n)).value()));
    }
    Ok(None)
}

/// Operators on sets, and `|` on dicts.
fn sets(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    if let (Some(x), Some(y), BinOp::Or) = (a.cast::<Dict>(), b.cast::<Dict>(), op) {
        let d = Dict::copy(&machine.heap, x).map_err(|_| memory_error(machine))?;
        for (k, v) in Dict::pairs(y) {
            if !crate::dicts::set(machine, d, k, v)? {
                return Err(crate::tail::missing(machine, "dict | dict with keys compared by guest code"));
            }
        }
        return Ok(Some(d.value()));
    }
    let table = |v: Value| {
        set_table(v).or_else(|| v.cast::<DictView>().filter(|d| d.get(DictView::WHAT) == VIEW_KEYS).map(|d| d.get(DictView::DICT)))
    };
    match (table(a), table(b)) {
        (Some(x), Some(y)) => crate::sets::combine(machine, a, x, y, op).map(Some),
        _ => Ok(None),
    }
}

/// 0 minus, 1 plus, 2 complement.
pub fn unary(machine: &Machine, a: Value, op: i64) -> Result<Value, Raise> {
    let v = unwrap(machine, a);
    if is_int(machine, v) {
        let n = as_big(machine, v).unwrap_or_default();
        let n = match op {
            0 => -n,
            1 => n,
            _ => -n - 1,
        };
        return Ok(BigInt::word(&machine.heap, n));
    }
    if let Some(f) = v.as_float()
        && op < 2
    {
        return Ok(machine.heap.float(if op == 0 { -f } else { f }));
    }
    let sign = ["-", "+", "~"][op as usize];
    Err(type_error(machine, &format!("bad operand type for unary {sign}: '{}'", type_name(machine, a))))
}
