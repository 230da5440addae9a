//! The binary and unary operators of numbers.

use super::divide::{divmod_int, floordiv_int, mod_int, true_divide};
use super::float_ops;
use super::power::power;
use super::{Int, Num, check_bits, int, large, num};
use crate::errors::{raise, value_error};
use crate::number::BinOp;
use crate::order::is_bool;
use crate::roots::bool_word;
use crate::types::builtin::Cls;
use trackway::{Heap, Machine, Raise, Value};
use trackway_kit::{BigInt, Limbs, Tuple, Wide, WideInt};

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

/// `a op b` for integers of up to two machine words, without a detour through all sizes and types of numbers.
#[inline(always)]
pub fn on_words(machine: &Machine, op: BinOp, a: Value, b: Value) -> Option<Value> {
    let n = words(op, two_words(a)?, two_words(b)?)?;
    Some(BigInt::from_i128(&machine.heap, n))
}

/// The integer behind a word, if it fits two machine words with a sign.
#[inline(always)]
fn two_words(v: Value) -> Option<i128> {
    match v.as_int() {
        Some(i) => Some(i.into()),
        None => match WideInt::get(v.cast::<WideInt>()?) {
            Wide::Signed(i) => Some(i),
            Wide::Unsigned(_) => None,
        },
    }
}

/// What arithmetic modulo 2**64 does most.
#[inline(always)]
fn words(op: BinOp, x: i128, y: i128) -> Option<i128> {
    match op {
        BinOp::Add => x.checked_add(y),
        BinOp::Sub => x.checked_sub(y),
        BinOp::Mul => x.checked_mul(y),
        BinOp::And => Some(x & y),
        BinOp::Or => Some(x | y),
        BinOp::Xor => Some(x ^ y),
        BinOp::RShift if (0..128).contains(&y) => Some(x >> y),
        BinOp::LShift if (0..64).contains(&y) && i64::try_from(x).is_ok() => Some(x << y),
        _ => None,
    }
}

/// The same for integers of any but great length, one of which does not fit two machine words: nothing can fail.
pub fn on_limbs(machine: &Machine, op: BinOp, a: Value, b: Value) -> Option<Value> {
    /// Limbs of an operand up to which the result need not be checked against the heap's limit.
    const MODERATE: usize = 256;
    let heap = &machine.heap;
    let (mut p, mut q) = ([0; 2], [0; 2]);
    let (x, y) = (BigInt::limbs(heap, a, &mut p)?, BigInt::limbs(heap, b, &mut q)?);
    if x.magnitude.len().max(y.magnitude.len()) > MODERATE {
        return None;
    }
    Some(match op {
        BinOp::Add => BigInt::add(heap, x, y),
        BinOp::Sub => BigInt::subtract(heap, x, y),
        BinOp::Mul => large::product(heap, x, y),
        BinOp::FloorDiv if !y.magnitude.is_empty() => large::quotient(heap, x, y),
        BinOp::Mod if !y.magnitude.is_empty() => large::remainder(heap, x, y),
        BinOp::And => BigInt::and(heap, x, y),
        BinOp::Or => BigInt::or(heap, x, y),
        BinOp::Xor => BigInt::xor(heap, x, y),
        BinOp::LShift if (0..1 << 14).contains(&b.as_int()?) => {
            BigInt::shift_left(heap, x, b.as_int()? as u64)
        }
        BinOp::RShift if b.as_int()? >= 0 => BigInt::shift_right(heap, x, b.as_int()? as u64),
        _ => return None,
    })
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
        BinOp::Add => linear(machine, x, y, i128::checked_add, u128::checked_add, BigInt::add),
        BinOp::Sub => linear(machine, x, y, i128::checked_sub, u128::checked_sub, BigInt::subtract),
        BinOp::Mul => multiply(machine, x, y),
        BinOp::TrueDiv => Ok(machine.heap.float(true_divide(machine, x, y)?)),
        BinOp::FloorDiv => floordiv_int(machine, x, y),
        BinOp::Mod => mod_int(machine, x, y),
        BinOp::Pow => power(machine, x, y),
        BinOp::LShift => shift_left(machine, x, y),
        BinOp::RShift => shift_right(machine, x, y),
        BinOp::And | BinOp::Or | BinOp::Xor | BinOp::MatMul => {
            let v = bitwise(machine, op, x, y)?;
            let bools = is_bool(machine, a) && is_bool(machine, b);
            Ok(if bools { bool_word(machine, v != Value::ZERO) } else { v })
        }
    }
}

/// An operator in its forms for machine integers of two words, and for any.
fn linear(
    machine: &Machine,
    x: Int,
    y: Int,
    signed: fn(i128, i128) -> Option<i128>,
    unsigned: fn(u128, u128) -> Option<u128>,
    big: fn(&Heap, Limbs, Limbs) -> Value,
) -> Result<Value, Raise> {
    if let (Some(p), Some(q)) = (x.signed(), y.signed())
        && let Some(n) = signed(p, q)
    {
        return Ok(BigInt::from_i128(&machine.heap, n));
    }
    if let (Some(p), Some(q)) = (x.unsigned(), y.unsigned())
        && let Some(n) = unsigned(p, q)
    {
        return Ok(BigInt::from_u128(&machine.heap, n));
    }
    let (mut p, mut q) = ([0; 2], [0; 2]);
    let (x, y) = (x.limbs(&mut p), y.limbs(&mut q));
    check_bits(machine, x.bits().max(y.bits()))?;
    Ok(big(&machine.heap, x, y))
}

fn multiply(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if let (Some(p), Some(q)) = (x.signed(), y.signed())
        && let Some(n) = p.checked_mul(q)
    {
        return Ok(BigInt::from_i128(&machine.heap, n));
    }
    let (mut p, mut q) = ([0; 2], [0; 2]);
    let (x, y) = (x.limbs(&mut p), y.limbs(&mut q));
    check_bits(machine, x.bits() + y.bits())?;
    Ok(large::product(&machine.heap, x, y))
}

fn bitwise(machine: &Machine, op: BinOp, x: Int, y: Int) -> Result<Value, Raise> {
    match op {
        BinOp::And => linear(machine, x, y, |i, j| Some(i & j), |i, j| Some(i & j), BigInt::and),
        BinOp::Or => linear(machine, x, y, |i, j| Some(i | j), |i, j| Some(i | j), BigInt::or),
        _ => linear(machine, x, y, |i, j| Some(i ^ j), |i, j| Some(i ^ j), BigInt::xor),
    }
}

fn shift_left(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if y.signum() < 0 {
        return Err(value_error(machine, "negative shift count"));
    }
    let n = match y {
        _ if x.signum() == 0 => return Ok(Value::ZERO),
        Int::Small(n) => n as u64,
        _ => return Err(raise(machine, Cls::OverflowError, "too many digits in integer")),
    };
    if let Some(i) = x.signed()
        && x.bits() + n < 127
    {
        return Ok(BigInt::from_i128(&machine.heap, i << n));
    }
    check_bits(machine, x.bits().saturating_add(n))?;
    Ok(BigInt::shift_left(&machine.heap, x.limbs(&mut [0; 2]), n))
}

fn shift_right(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if y.signum() < 0 {
        return Err(value_error(machine, "negative shift count"));
    }
    let n = y.clamp() as u64;
    Ok(match x {
        Int::Small(i) => BigInt::from_i64(&machine.heap, i >> n.min(63)),
        Int::Wide(Wide::Signed(i)) => BigInt::from_i128(&machine.heap, i >> n.min(127)),
        Int::Wide(Wide::Unsigned(u)) => {
            BigInt::from_u128(&machine.heap, u.checked_shr(n.min(128) as u32).unwrap_or(0))
        }
        Int::Big(b) => BigInt::shift_right(&machine.heap, b, n),
    })
}

/// `-v`; `None` unless a number.
pub fn negate(machine: &Machine, v: Value) -> Option<Value> {
    Some(match num(machine, v)? {
        Num::Float(f) => machine.heap.float(-f),
        Num::Int(i) => match i.signed().and_then(i128::checked_neg) {
            Some(i) => BigInt::from_i128(&machine.heap, i),
            None => BigInt::negate(&machine.heap, i.limbs(&mut [0; 2])),
        },
    })
}

/// `+v`: bools become integers.
pub fn positive(machine: &Machine, v: Value) -> Option<Value> {
    Some(match num(machine, v)? {
        Num::Float(f) => machine.heap.float(f),
        Num::Int(Int::Small(i)) => BigInt::from_i64(&machine.heap, i),
        Num::Int(Int::Wide(_) | Int::Big(_)) => crate::values::unwrap(machine, v),
    })
}

/// `~v`.
pub fn invert(machine: &Machine, v: Value) -> Option<Value> {
    Some(match int(machine, v)? {
        Int::Small(i) => BigInt::from_i64(&machine.heap, !i),
        Int::Wide(Wide::Signed(i)) => BigInt::from_i128(&machine.heap, !i),
        n => BigInt::invert(&machine.heap, n.limbs(&mut [0; 2])),
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
