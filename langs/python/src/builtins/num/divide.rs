//! Division of integers: towards minus infinity, and exact true division.

use super::{Int, large};
use crate::errors::raise;
use crate::types::builtin::Cls;
use num_integer::Integer;
use trackway::{Machine, Raise, Value, floor_div, floor_mod};
use trackway_kit::{BigInt, Limbs};

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
            _ => Ok(large::quotient(&machine.heap, x.limbs(&mut [0; 2]), y.limbs(&mut [0; 2]))),
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
            _ => Ok(large::remainder(&machine.heap, x.limbs(&mut [0; 2]), y.limbs(&mut [0; 2]))),
        },
    }
}

pub fn divmod_int(machine: &Machine, x: Int, y: Int) -> Result<(Value, Value), Raise> {
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, FLOOR_ZERO)),
        (Int::Small(_), Int::Small(_)) => Ok((floordiv_int(machine, x, y)?, mod_int(machine, x, y)?)),
        _ => match (x.signed(), y.signed()) {
            (Some(_), Some(_)) => Ok((floordiv_int(machine, x, y)?, mod_int(machine, x, y)?)),
            _ => Ok(large::quotient_and_remainder(&machine.heap, x.limbs(&mut [0; 2]), y.limbs(&mut [0; 2]))),
        },
    }
}

/// `x / y`, correctly rounded.
pub fn true_divide(machine: &Machine, x: Int, y: Int) -> Result<f64, Raise> {
    const EXACT: i64 = 1 << 53;
    match (x, y) {
        (_, Int::Small(0)) => Err(by_zero(machine, "division by zero")),
        (Int::Small(i), Int::Small(j)) if i.abs() <= EXACT && j.abs() <= EXACT => Ok(i as f64 / j as f64),
        _ => match quotient(x.limbs(&mut [0; 2]), y.limbs(&mut [0; 2])) {
            f if f.is_finite() => Ok(f),
            _ => Err(raise(machine, Cls::OverflowError, "integer division result too large for a float")),
        },
    }
}

/// The double nearest to `x / y`.
pub fn quotient(x: Limbs, y: Limbs) -> f64 {
    /// The smallest double is 2 to the power of minus this.
    const LEAST: i64 = 1074;
    if x.magnitude.is_empty() {
        return if y.negative { -0.0 } else { 0.0 };
    }
    // More bits than a double has, the rest folded into the last one; of a quotient so small that a double has fewer
    // bits, the two bits below these.
    let needed = 66 + y.bits() as i64 - x.bits() as i64;
    let (shift, small) = if needed > LEAST + 12 { (LEAST + 2, true) } else { (needed, false) };
    let (n, rest) = large::shifted_quotient(x.magnitude, y.magnitude, shift);
    let n = n | u128::from(rest);
    let f = if small && n < 1 << 54 {
        let rounded = (n >> 2) + u128::from(n & 3 == 3 || n & 7 == 6);
        scale(rounded as f64, -LEAST as i32)
    } else if shift < -1100 {
        f64::INFINITY
    } else {
        scale(n as f64, -shift as i32)
    };
    if x.negative != y.negative { -f } else { f }
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
        use num_bigint::BigInt as Big;
        let p = |e: u32| Big::from(10).pow(e);
        let quotient = |x: &Big, y: &Big| {
            let (p, q) = (x.to_u64_digits().1, y.to_u64_digits().1);
            let limbs = |n: &Big, digits| Limbs { negative: *n < Big::ZERO, magnitude: digits };
            quotient(limbs(x, &p), limbs(y, &q))
        };
        assert_eq!(quotient(&p(400), &p(390)), 1e10);
        assert_eq!(quotient(&Big::from(-1), &Big::from(3)), -1.0 / 3.0);
        assert_eq!(quotient(&(p(23)), &p(1)), 1e22);
        assert_eq!(quotient(&p(30), &Big::from(7)), 1e30 / 7.0);
        assert_eq!(quotient(&p(400), &Big::from(7)), f64::INFINITY);
        for (m, e) in
            [(1, 320), (12345, 325), (22_250_738_585_072_014i64, 324), (47, 325), (49, 326), (123, 323)]
        {
            let written: f64 = format!("{m}e-{e}").parse().unwrap();
            assert_eq!(quotient(&Big::from(m), &p(e)), written);
        }
        // Half of the smallest double, and a little more.
        let half = Big::from(1) << 1075;
        assert_eq!(quotient(&Big::from(1), &half), 0.0);
        assert_eq!(quotient(&p(300), &(&half * p(300) - 1)), 5e-324);
        assert_eq!(quotient(&Big::from(3), &half), 1e-323);
    }
}
