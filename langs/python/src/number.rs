//! Operators on builtin types: the cases that ops do not inline.

use crate::builtins::args::bytes_of;
use crate::builtins::array;
use crate::builtins::bytes::like as bytes_like;
use crate::builtins::native::native;
use crate::builtins::num::arith;
use crate::builtins::string::percent::percent;
use crate::builtins::string::percent_quick;
use crate::dicts::set_table;
use crate::errors::{memory_error, type_error};
use crate::types::class::Class;
use crate::types::objects::*;
use crate::values::{as_int, type_name, unwrap};
use std::borrow::Cow;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Set, Str, Tuple};

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

/// Added to the numbers of operators that work in place.
const IN_PLACE: i64 = 1 << 4;

/// `**` of `** or pow()`.
fn bare(sign: &str) -> &str {
    sign.split(' ').next().unwrap_or_default()
}

impl BinOp {
    /// As [`BinOp::number`] gave it.
    pub fn from_number(n: i64) -> BinOp {
        ALL[(n & (IN_PLACE - 1)) as usize]
    }

    /// What the prelude knows it by; in place it is `a op= b`.
    pub fn number(self, in_place: bool) -> Value {
        let n = self as i64 | if in_place { IN_PLACE } else { 0 };
        Value::int(n).expect("small")
    }

    /// How errors call the operator with this number.
    pub fn sign(n: i64) -> Cow<'static, str> {
        let sign = BinOp::from_number(n).names().2;
        if n & IN_PLACE == 0 { sign.into() } else { format!("{}=", bare(sign)).into() }
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

/// As [`binary`], for `a op= b`.
pub fn binary_in_place(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Value, Raise> {
    let v = try_binary(machine, unwrap(machine, a), unwrap(machine, b), op)?;
    v.ok_or_else(|| {
        let sign = bare(op.names().2);
        unsupported_as(machine, a, b, sign, &format!("{sign}="))
    })
}

/// As [`binary`]; `None` where the types have no such operator.
pub fn try_binary(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let container = a.cast::<Str>().is_some()
        || a.cast::<Set>().is_some()
        || a.cast::<FrozenSet>().is_some()
        || a.cast::<List>().is_some();
    if container && let Some(v) = containers(machine, a, b, op)? {
        return Ok(Some(v));
    }
    if let Some(v) = arith::binary(machine, op, a, b)? {
        return Ok(Some(v));
    }
    if a.cast::<Class>().is_some() || b.cast::<Class>().is_some() {
        return on_classes(machine, a, b, op);
    }
    if let Some(v) = crate::builtins::complex::binary(machine, op, a, b)? {
        return Ok(Some(v));
    }
    containers(machine, a, b, op)
}

/// The TypeError for operands without the operator.
pub fn unsupported(machine: &Machine, a: Value, b: Value, sign: &str) -> Raise {
    unsupported_as(machine, a, b, sign.strip_suffix('=').unwrap_or(sign), sign)
}

fn unsupported_as(machine: &Machine, a: Value, b: Value, sign: &str, shown: &str) -> Raise {
    let (x, y) = (type_name(machine, a), type_name(machine, b));
    let (a, b) = (unwrap(machine, a), unwrap(machine, b));
    if sign == "+" && a.cast::<Str>().is_some() {
        return type_error(machine, &format!("can only concatenate str (not \"{y}\") to str"));
    }
    if sign == "+" && a.cast::<List>().is_some() {
        return type_error(machine, &format!("can only concatenate list (not \"{y}\") to list"));
    }
    if sign == "+" && a.cast::<Tuple>().is_some() {
        return type_error(machine, &format!("can only concatenate tuple (not \"{y}\") to tuple"));
    }
    if sign == "+" && array::Store::plain(a).is_some() {
        return type_error(machine, &format!("can only append array (not \"{y}\") to array"));
    }
    if sign == "*" {
        for (s, other) in [(a, &y), (b, &x)] {
            if is_sequence(s) {
                return type_error(machine, &format!("can't multiply sequence by non-int of type '{other}'"));
            }
        }
    }
    let prints = |b: Gc<Builtin>| native(b.get(Builtin::NUMBER)).name == "print";
    let hint = match a.cast::<Builtin>() {
        Some(b) if shown == ">>" && prints(b) => ". Did you mean \"print(<message>, file=<output_stream>)\"?",
        _ => "",
    };
    type_error(machine, &format!("unsupported operand type(s) for {shown}: '{x}' and '{y}'{hint}"))
}

/// What can be repeated.
fn is_sequence(v: Value) -> bool {
    v.cast::<Str>().is_some()
        || v.cast::<List>().is_some()
        || v.cast::<Tuple>().is_some()
        || v.cast::<Bytes>().is_some()
        || v.cast::<ByteArray>().is_some()
        || array::Store::plain(v).is_some()
}

/// Where an operand is a class: `int | str`, or what a metaclass says.
fn on_classes(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let own = |v: Value, name: &'static str| {
        let class = crate::values::class_of(machine, v);
        crate::types::class::user_special(machine, class, name).is_some()
    };
    let (left, right, _) = op.names();
    if own(a, left) || own(b, right) {
        let op = Value::int(op as i64).expect("small");
        return crate::tail::prelude(machine, "_binary", &[a, b, op]).map(Some);
    }
    match op {
        BinOp::Or => crate::tail::prelude(machine, "_union", &[a, b]).map(Some),
        _ => containers(machine, a, b, op),
    }
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
                return join_lists(machine, x, y).map(Some);
            }
            if let (Some(x), Some(y)) = (a.cast::<Tuple>(), b.cast::<Tuple>()) {
                limit(8 * (x.tail_len(Tuple::ITEMS) + y.tail_len(Tuple::ITEMS)))?;
                return Ok(Some(Tuple::joined(heap, x, y).value()));
            }
            if let Some(x) = array::Store::plain(a) {
                return array::joined(machine, x, b).map(Some);
            }
            if a.cast::<Bytes>().is_some() || a.cast::<ByteArray>().is_some() {
                let Some(y) = bytes_of(machine, b) else {
                    let (x, y) = (type_name(machine, a), type_name(machine, b));
                    return Err(type_error(machine, &format!("can't concat {y} to {x}")));
                };
                let x = bytes_of(machine, a).unwrap_or_default();
                limit(x.len() + y.len())?;
                return Ok(Some(bytes_like(machine, a, [&*x, &*y].concat())));
            }
            Ok(None)
        }
        BinOp::Mul => match (as_int(machine, a), as_int(machine, b)) {
            (None, Some(n)) => repeat(machine, a, n),
            (Some(n), None) => repeat(machine, b, n),
            _ if is_sequence(a) && crate::values::is_int(machine, b)
                || is_sequence(b) && crate::values::is_int(machine, a) =>
            {
                let text = "cannot fit 'int' into an index-sized integer";
                Err(crate::errors::raise(machine, crate::types::builtin::Cls::OverflowError, text))
            }
            _ => Ok(None),
        },
        BinOp::Mod if a.cast::<Str>().is_some() => percent(machine, a, b).map(Some),
        BinOp::Mod if a.cast::<Bytes>().is_some() || a.cast::<ByteArray>().is_some() => {
            percent_bytes(machine, a, b).map(Some)
        }
        BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Sub => sets(machine, a, b, op),
        _ => Ok(None),
    }
}

fn percent_bytes(machine: &Machine, format: Value, values: Value) -> Result<Value, Raise> {
    let text = bytes_of(machine, format).unwrap_or_default();
    match percent_quick::percent(machine, &text, values, percent_quick::Of::Bytes) {
        Some(out) => Ok(bytes_like(machine, format, out)),
        None => crate::tail::prelude(machine, "_bytes_percent", &[format, values]),
    }
}

/// `x + y`
pub fn join_lists(machine: &Machine, x: Gc<List>, y: Gc<List>) -> Result<Value, Raise> {
    machine.heap.check(8 * (List::len(x) + List::len(y))).map_err(|_| memory_error(machine))?;
    Ok(List::joined(&machine.heap, x, y).value())
}

/// A sequence `n` times.
pub fn repeat(machine: &Machine, v: Value, n: i64) -> Result<Option<Value>, Raise> {
    let heap = &machine.heap;
    let n = n.max(0) as usize;
    let limit = |bytes: usize| heap.check(bytes.saturating_mul(n)).map_err(|_| memory_error(machine));
    if let Some(s) = v.cast::<Str>() {
        limit(Str::bytes(heap, s).len())?;
        return Ok(Some(Str::from_wtf8(heap, &Str::bytes(heap, s).repeat(n)).value()));
    }
    if let Some(l) = v.cast::<List>() {
        limit(8 * List::len(l))?;
        return Ok(Some(List::repeated(heap, &List::to_vec(&machine.heap, l), n).value()));
    }
    if let Some(t) = v.cast::<Tuple>() {
        limit(8 * t.tail_len(Tuple::ITEMS))?;
        return Ok(Some(Tuple::new(heap, &Tuple::to_vec(t).repeat(n)).value()));
    }
    if let Some(a) = array::Store::plain(v) {
        return array::repeated(machine, a, n).map(Some);
    }
    if v.cast::<Bytes>().is_some() || v.cast::<ByteArray>().is_some() {
        let b = bytes_of(machine, v).unwrap_or_default();
        limit(b.len())?;
        return Ok(Some(bytes_like(machine, v, b.repeat(n))));
    }
    Ok(None)
}

/// Operators on sets, and `|` on dicts.
fn sets(machine: &Machine, a: Value, b: Value, op: BinOp) -> Result<Option<Value>, Raise> {
    let number = Value::int(op as i64).expect("small");
    let behind = |v: Value| v.cast::<MappingProxy>().map(|p| p.get(MappingProxy::DICT).value());
    if op == BinOp::Or && (behind(a).is_some() || behind(b).is_some()) {
        return sets(machine, behind(a).unwrap_or(a), behind(b).unwrap_or(b), op);
    }
    if let (Some(x), Some(y), BinOp::Or) = (a.cast::<Dict>(), b.cast::<Dict>(), op) {
        let d = Dict::copy(&machine.heap, x).map_err(|_| memory_error(machine))?;
        if !crate::dicts::merge(machine, d, y)? {
            return crate::tail::prelude(machine, "_dict_or", &[a, b]).map(Some);
        }
        return Ok(Some(d.value()));
    }
    let is_view = |v: Value| v.cast::<DictView>().is_some_and(|d| d.get(DictView::WHAT) != VIEW_VALUES);
    if is_view(a) || is_view(b) {
        return crate::tail::prelude(machine, "_view_binary", &[a, b, number]).map(Some);
    }
    match (set_table(a), set_table(b)) {
        (Some(x), Some(y)) => match crate::sets::combine(machine, a, x, y, op)? {
            Some(v) => Ok(Some(v)),
            None => crate::tail::prelude(machine, "_set_binary", &[a, b, number]).map(Some),
        },
        _ => Ok(None),
    }
}

/// 0 minus, 1 plus, 2 complement.
pub fn unary(machine: &Machine, a: Value, op: i64) -> Result<Value, Raise> {
    if let Some(v) = crate::builtins::complex::unary(machine, a, op) {
        return Ok(v);
    }
    let v = match op {
        0 => arith::negate(machine, a),
        1 => arith::positive(machine, a),
        _ => arith::invert(machine, a),
    };
    v.ok_or_else(|| {
        let sign = ["-", "+", "~"][op as usize];
        type_error(machine, &format!("bad operand type for unary {sign}: '{}'", type_name(machine, a)))
    })
}
