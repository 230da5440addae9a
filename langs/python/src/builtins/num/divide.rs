//! Division of integers: towards minus infinity, and exact true division.

use super::{Int, large, word};
use crate::errors::raise;
use crate::types::builtin::Cls;
use num_bigint::BigInt as Big;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use trackway::{Machine, Raise, Value, floor_div, floor_mod};
use trackway_kit::BigInt;

const FLOOR_ZERO: &str = "integer division or modulo by zero";

/// The exception for a zero divisor.
#[cold]
pub fn by_zero(machine: &Machine, text: &str) -> Raise {
    raise(machine, Cls::ZeroDivisionError, text)
}

pub fn floordiv_int(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, FLOOR_ZERO)),
        (Int::Small(i), Int::Small(j)) => Ok(BigInt::from_i64(&machine.heap, floor_div(i, j))),
        _ => match (x.signed(), y.signed()) {
            (Some(p), Some(q)) if p != i128::MIN => {
                Ok(BigInt::from_i128(&machine.heap, Integer::div_floor(&p, &q)))
            }
            _ => Ok(word(machine, large::div_mod_floor(&x.big(), &y.big()).0)),
        },
    }
}

pub fn mod_int(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, "integer modulo by zero")),
        (Int::Small(i), Int::Small(j)) => Ok(BigInt::from_i64(&machine.heap, floor_mod(i, j))),
        _ => match (x.signed(), y.signed()) {
            (Some(p), Some(q)) if p != i128::MIN => {
                Ok(BigInt::from_i128(&machine.heap, Integer::mod_floor(&p, &q)))
            }
            _ => Ok(word(machine, large::div_mod_floor(&x.big(), &y.big()).1)),
        },
    }
}

pub fn divmod_int(machine: &Machine, x: Int, y: Int) -> Result<(Value, Value), Raise> {
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, FLOOR_ZERO)),
        (Int::Small(_), Int::Small(_)) => Ok((floordiv_int(machine, x, y)?, mod_int(machine, x, y)?)),
        _ => {
            let (q, r) = large::div_mod_floor(&x.big(), &y.big());
            Ok((word(machine, q), word(machine, r)))
        }
    }
}

/// `x / y`, correctly rounded.
pub fn true_divide(machine: &Machine, x: Int, y: Int) -> Result<f64, Raise> {
    const EXACT: i64 = 1 << 53;
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, "division by zero")),
        (Int::Small(i), Int::Small(j)) if i.abs() <= EXACT && j.abs() <= EXACT => Ok(i as f64 / j as f64),
        _ => match quotient(&x.big(), &y.big()) {
            f if f.is_finite() => Ok(f),
            _ => Err(raise(machine, Cls::OverflowError, "integer division result too large for a float")),
        },
    }
}

/// The double nearest to `x / y`: more bits than needed, the rest folded into the last one.
pub fn quotient(x: &Big, y: &Big) -> f64 {
    let negative = (x.sign() == num_bigint::Sign::Minus) != (y.sign() == num_bigint::Sign::Minus);
    let shift = (66 + y.bits() as i64 - x.bits() as i64).clamp(0, 1140) as u64;
    let (mut q, r) = (x.magnitude() << shift).div_rem(y.magnitude());
    if !r.is_zero() {
        q.set_bit(0, true);
    }
    let f = scale(q.to_f64().unwrap_or(f64::INFINITY), -(shift as i32));
    if negative { -f } else { f }
}

/// `f * 2**e` in steps that do not lose bits early.
pub fn scale(mut f: f64, mut e: i32) -> f64 {
    while e > 1000 && f.is_finite() {
        f *= 2f64.powi(1000);
        e -= 1000;
    }
    while e < -900 && f != 0.0 {
        let step = (e + 900).max(-900);
        if f.abs() < 2f64.powi(-100) {
            return f * 2f64.powi(e.max(-1022)) * 2f64.powi((e + 1022).min(0));
        }
        f *= 2f64.powi(step);
        e -= step;
    }
    f * 2f64.powi(e.clamp(-1022, 1023))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_rounded_once() {
        let p = |e: u32| Big::from(10).pow(e);
        assert_eq!(quotient(&p(400), &p(390)), 1e10);
        assert_eq!(quotient(&Big::from(-1), &Big::from(3)), -1.0 / 3.0);
        assert_eq!(quotient(&(p(23)), &p(1)), 1e22);
        assert_eq!(quotient(&p(30), &Big::from(7)), 1e30 / 7.0);
        assert_eq!(quotient(&Big::from(1), &p(320)), 1e-320);
    }
}
