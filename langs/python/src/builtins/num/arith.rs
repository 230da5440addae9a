//! The binary and unary operators of numbers.

use super::divide::{divmod_int, floordiv_int, mod_int, true_divide};
use super::float_ops;
use super::power::power;
use super::{Int, Num, check_bits, int, num, word};
use crate::errors::{raise, value_error};
use crate::number::BinOp;
use crate::order::is_bool;
use crate::roots::bool_word;
use crate::types::builtin::Cls;
use num_bigint::BigInt as Big;
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, Tuple};

/// `a op b`; `None` unless both are numbers that have the operator.
pub fn binary(machine: &Machine, op: BinOp, a: Value, b: Value) -> Result<Option<Value>, Raise> {
    let (Some(x), Some(y)) = (num(machine, a), num(machine, b)) else { return Ok(None) };
    let (x, y) = match (x, y) {
        (Num::Int(_), Num::Int(_)) if op == BinOp::MatMul => return Ok(None),
        (Num::Int(i), Num::Int(j)) => return ints(machine, op, (a, i), (b, j)).map(Some),
        (Num::Int(i), Num::Float(f)) => (float_operand(machine, op, i)?, Some(f)),
        (Num::Float(f), Num::Int(i)) => (Some(f), float_operand(machine, op, i)?),
        (Num::Float(f), Num::Float(g)) => (Some(f), Some(g)),
    };
    match (x, y) {
        (Some(f), Some(g)) => float_ops::binary(machine, op, f, g),
        _ => Ok(None),
    }
}

/// `divmod(a, b)`; `None` unless both are numbers.
pub fn divmod(machine: &Machine, a: Value, b: Value) -> Result<Option<Value>, Raise> {
    let (Some(x), Some(y)) = (num(machine, a), num(machine, b)) else { return Ok(None) };
    let heap = &machine.heap;
    let float = |n: Num| match n {
        Num::Int(i) => i.to_f64(machine),
        Num::Float(f) => Ok(f),
    };
    let (q, r) = match (x, y) {
        (Num::Int(i), Num::Int(j)) => divmod_int(machine, i, j)?,
        _ => {
            let (f, g) = (float(x)?, float(y)?);
            if g == 0.0 {
                return Err(super::divide::by_zero(machine, "division by zero"));
            }
            let (q, r) = float_ops::divmod(f, g);
            (heap.float(q), heap.float(r))
        }
    };
    Ok(Some(Tuple::new(heap, &[q, r]).value()))
}

/// An integer beside a float; none where the operator has no float form.
fn float_operand(machine: &Machine, op: BinOp, i: Int) -> Result<Option<f64>, Raise> {
    match op {
        BinOp::LShift | BinOp::RShift | BinOp::And | BinOp::Or | BinOp::Xor | BinOp::MatMul => Ok(None),
        _ => i.to_f64(machine).map(Some),
    }
}

fn ints(machine: &Machine, op: BinOp, (a, x): (Value, Int), (b, y): (Value, Int)) -> Result<Value, Raise> {
    match op {
        BinOp::Add => Ok(sum(machine, x, y, i64::checked_add, |p, q| p + q, |p, q| p + q)),
        BinOp::Sub => Ok(sum(machine, x, y, i64::checked_sub, |p, q| p - q, |p, q| p - q)),
        BinOp::Mul => multiply(machine, x, y),
        BinOp::TrueDiv => Ok(machine.heap.float(true_divide(machine, x, y)?)),
        BinOp::FloorDiv => floordiv_int(machine, x, y),
        BinOp::Mod => mod_int(machine, x, y),
        BinOp::Pow => power(machine, x, y),
        BinOp::LShift => shift_left(machine, x, y),
        BinOp::RShift => shift_right(machine, x, y),
        BinOp::And | BinOp::Or | BinOp::Xor | BinOp::MatMul => {
            let v = bitwise(machine, op, x, y);
            let bools = is_bool(machine, a) && is_bool(machine, b);
            Ok(if bools { bool_word(machine, v != Value::ZERO) } else { v })
        }
    }
}

/// An operator with a checked machine form and one for big integers.
fn linear(
    machine: &Machine,
    x: Int,
    y: Int,
    small: fn(i64, i64) -> Option<i64>,
    big: fn(&Big, &Big) -> Big,
) -> Value {
    if let (Int::Small(i), Int::Small(j)) = (x, y)
        && let Some(r) = small(i, j)
    {
        return BigInt::from_i64(&machine.heap, r);
    }
    word(machine, big(&x.big(), &y.big()))
}

/// A sum or difference.
fn sum(
    machine: &Machine,
    x: Int,
    y: Int,
    small: fn(i64, i64) -> Option<i64>,
    wide: fn(i128, i128) -> i128,
    big: fn(&Big, &Big) -> Big,
) -> Value {
    match (x.wide(), y.wide()) {
        (Some(p), Some(q)) if !matches!((x, y), (Int::Small(_), Int::Small(_))) => {
            wide_word(machine, wide(p, q))
        }
        _ => linear(machine, x, y, small, big),
    }
}

/// The word for a wide integer.
pub fn wide_word(machine: &Machine, n: i128) -> Value {
    match i64::try_from(n) {
        Ok(i) => BigInt::from_i64(&machine.heap, i),
        Err(_) => word(machine, Big::from(n)),
    }
}

fn multiply(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if let (Int::Small(i), Int::Small(j)) = (x, y) {
        return Ok(wide_word(machine, i as i128 * j as i128));
    }
    check_bits(machine, x.bits() + y.bits())?;
    Ok(linear(machine, x, y, i64::checked_mul, |p, q| p * q))
}

fn bitwise(machine: &Machine, op: BinOp, x: Int, y: Int) -> Value {
    match op {
        BinOp::And => linear(machine, x, y, |i, j| Some(i & j), |p, q| p & q),
        BinOp::Or => linear(machine, x, y, |i, j| Some(i | j), |p, q| p | q),
        _ => linear(machine, x, y, |i, j| Some(i ^ j), |p, q| p ^ q),
    }
}

fn shift_left(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if y.signum() < 0 {
        return Err(value_error(machine, "negative shift count"));
    }
    let n = match y {
        _ if x.signum() == 0 => return Ok(Value::ZERO),
        Int::Small(n) => n as u64,
        Int::Big(_) => return Err(raise(machine, Cls::OverflowError, "too many digits in integer")),
    };
    if let Int::Small(i) = x
        && x.bits() + n < 63
    {
        return Ok(BigInt::from_i64(&machine.heap, i << n));
    }
    check_bits(machine, x.bits().saturating_add(n))?;
    Ok(word(machine, x.big().into_owned() << n))
}

fn shift_right(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if y.signum() < 0 {
        return Err(value_error(machine, "negative shift count"));
    }
    let n = y.clamp() as u64;
    Ok(match x {
        Int::Small(i) => BigInt::from_i64(&machine.heap, i >> n.min(63)),
        Int::Big(_) if n >= x.bits() => BigInt::from_i64(&machine.heap, if x.signum() < 0 { -1 } else { 0 }),
        Int::Big(b) => word(machine, b >> n),
    })
}

/// `-v`; `None` unless a number.
pub fn negate(machine: &Machine, v: Value) -> Option<Value> {
    Some(match num(machine, v)? {
        Num::Float(f) => machine.heap.float(-f),
        Num::Int(Int::Small(i)) if i != i64::MIN => BigInt::from_i64(&machine.heap, -i),
        Num::Int(i) => word(machine, -i.big().into_owned()),
    })
}

/// `+v`: bools become integers.
pub fn positive(machine: &Machine, v: Value) -> Option<Value> {
    Some(match num(machine, v)? {
        Num::Float(f) => machine.heap.float(f),
        Num::Int(Int::Small(i)) => BigInt::from_i64(&machine.heap, i),
        Num::Int(Int::Big(_)) => crate::values::unwrap(machine, v),
    })
}

/// `~v`.
pub fn invert(machine: &Machine, v: Value) -> Option<Value> {
    Some(match int(machine, v)? {
        Int::Small(i) => BigInt::from_i64(&machine.heap, !i),
        Int::Big(b) => word(machine, !b.clone()),
    })
}

/// `abs(v)`.
pub fn absolute(machine: &Machine, v: Value) -> Option<Value> {
    match num(machine, v)? {
        Num::Float(f) => Some(machine.heap.float(f.abs())),
        Num::Int(i) if i.signum() < 0 => negate(machine, v),
        Num::Int(_) => positive(machine, v),
    }
}
