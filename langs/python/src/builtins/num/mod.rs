//! Numbers: conversion from and to text, arithmetic, rounding.

pub mod arith;
pub mod divide;
pub mod float_ops;
pub mod float_text;
pub mod int_text;
pub mod large;
pub mod power;
pub mod round;

use crate::errors::{memory_error, raise};
use crate::types::builtin::Cls;
use crate::values::{as_int, unwrap};
use num_bigint::BigInt as Big;
use trackway::{Kind, Machine, Raise, Value};
use trackway_kit::{BigInt, Limbs, Wide, WideInt};

/// An integer operand; bools are integers.
#[derive(Clone, Copy)]
pub enum Int<'h> {
    /// Of 63 bits: it can be negated.
    Small(i64),
    Wide(Wide),
    Big(Limbs<'h>),
}

/// A number operand.
#[derive(Clone, Copy)]
pub enum Num<'h> {
    Int(Int<'h>),
    Float(f64),
}

impl<'h> Int<'h> {
    /// As the library's number, for what is not done often.
    pub fn big(&self) -> Big {
        match self {
            Int::Small(i) => Big::from(*i),
            Int::Wide(i) => Big::from(*i),
            Int::Big(b) => b.big(),
        }
    }

    /// As sign and limbs; `room` is for those of a machine integer.
    #[inline]
    pub fn limbs<'a>(&self, room: &'a mut [u64; 2]) -> Limbs<'a>
    where
        'h: 'a,
    {
        match self {
            Int::Small(i) => Limbs::of_wide(*i < 0, i.unsigned_abs().into(), room),
            Int::Wide(w) => Limbs::of_wide(w.is_negative(), w.magnitude(), room),
            Int::Big(b) => *b,
        }
    }

    /// As a machine integer of 128 bits.
    #[inline]
    pub fn signed(&self) -> Option<i128> {
        match self {
            Int::Small(i) => Some(*i as i128),
            Int::Wide(Wide::Signed(i)) => Some(*i),
            _ => None,
        }
    }

    /// As an unsigned machine integer of 128 bits.
    #[inline]
    pub fn unsigned(&self) -> Option<u128> {
        match self {
            Int::Wide(Wide::Unsigned(u)) => Some(*u),
            _ => u128::try_from(self.signed()?).ok(),
        }
    }

    /// The sign: -1, 0 or 1.
    pub fn signum(&self) -> i64 {
        match self {
            Int::Small(i) => i.signum(),
            Int::Wide(Wide::Signed(i)) => i.signum() as i64,
            Int::Wide(Wide::Unsigned(_)) => 1,
            Int::Big(b) if b.negative => -1,
            Int::Big(_) => 1,
        }
    }

    /// Bits of the magnitude.
    pub fn bits(&self) -> u64 {
        match self {
            Int::Small(i) => 64 - i.unsigned_abs().leading_zeros() as u64,
            Int::Wide(w) => 128 - w.magnitude().leading_zeros() as u64,
            Int::Big(b) => b.bits(),
        }
    }

    /// The nearest double.
    pub fn to_f64(&self, machine: &Machine) -> Result<f64, Raise> {
        match self {
            Int::Small(i) => Ok(*i as f64),
            Int::Wide(Wide::Signed(i)) => Ok(*i as f64),
            Int::Wide(Wide::Unsigned(u)) => Ok(*u as f64),
            Int::Big(b) => match b.to_f64() {
                f if f.is_finite() => Ok(f),
                _ => Err(raise(machine, Cls::OverflowError, "int too large to convert to float")),
            },
        }
    }

    /// As a machine integer.
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(self.signed()?).ok()
    }

    /// As an index: beyond 64 bits the largest or smallest.
    pub fn clamp(&self) -> i64 {
        self.to_i64().unwrap_or(if self.signum() < 0 { i64::MIN } else { i64::MAX })
    }
}

/// The integer behind a word.
pub fn int<'h>(machine: &'h Machine, v: Value) -> Option<Int<'h>> {
    match as_int(machine, v) {
        Some(i) => Some(Int::Small(i)),
        None => larger(machine, unwrap(machine, v)),
    }
}

/// The integer in a word or its object: no bool and no instance.
#[inline]
pub fn plain_int(machine: &Machine, v: Value) -> Option<Int<'_>> {
    match v.as_int() {
        Some(i) => Some(Int::Small(i)),
        None => larger(machine, v),
    }
}

/// The integer behind a word that holds no small one.
#[inline]
fn larger(machine: &Machine, v: Value) -> Option<Int<'_>> {
    match v.cast::<WideInt>() {
        Some(w) => Some(Int::Wide(WideInt::get(w))),
        None => v.cast::<BigInt>().map(|b| Int::Big(BigInt::get(&machine.heap, b))),
    }
}

/// The number behind a word.
#[inline]
pub fn num<'h>(machine: &'h Machine, v: Value) -> Option<Num<'h>> {
    match v.kind() {
        Kind::Small(s) => Some(Num::Int(Int::Small(s.get()))),
        Kind::Float(f) => Some(Num::Float(f)),
        Kind::Object(_) => match larger(machine, v) {
            Some(i) => Some(Num::Int(i)),
            None => wrapped(machine, v),
        },
    }
}

/// The number that a bool or an instance of a derived class is.
fn wrapped<'h>(machine: &'h Machine, v: Value) -> Option<Num<'h>> {
    match unwrap(machine, v).as_float() {
        Some(f) => Some(Num::Float(f)),
        None => int(machine, v).map(Num::Int),
    }
}

/// The word for an integer of any size.
pub fn word(machine: &Machine, n: Big) -> Value {
    BigInt::word(&machine.heap, &n)
}

/// Bits beyond which arithmetic would not come to an end that anyone waits for.
const MAX_BITS: u64 = 1 << 33;

/// Fails where an integer of so many bits does not fit the heap.
pub fn check_bits(machine: &Machine, bits: u64) -> Result<(), Raise> {
    if bits > MAX_BITS {
        return Err(memory_error(machine));
    }
    machine.heap.check((bits / 8).try_into().unwrap_or(usize::MAX)).map_err(|_| memory_error(machine))
}
