//! Division: rounded, and to an integer with a remainder.

use super::coefficient::{Coefficient, Owned, power_of_ten};
use super::context::Context;
use super::known::{Decimal, Number};
use super::rounding::room;
use std::cmp::Ordering;
use trackway::Machine;

/// `x / y`, with as many digits as rounding needs. `None` for a zero divisor.
pub fn divide(machine: &Machine, c: &Context, x: &Decimal, y: &Decimal) -> Option<Number> {
    if y.is_zero() {
        return None;
    }
    let negative = x.negative != y.negative;
    let ideal = x.exponent - y.exponent;
    if x.is_zero() {
        return Some(Decimal { negative, coefficient: Coefficient::Word(0), exponent: ideal });
    }
    let (m, n) = (x.coefficient.digits() as i64, y.coefficient.digits() as i64);
    let shift = n - m + c.precision as i64 + 1;
    room(machine, shift.unsigned_abs().saturating_add(m as u64))?;
    let (q, r) = match u64::try_from(shift) {
        Ok(up) => x.coefficient.shifted(up).divide(&y.coefficient),
        Err(_) => x.coefficient.divide(&y.coefficient.shifted(shift.unsigned_abs())),
    };
    let exponent = ideal - shift;
    if !r.is_zero() {
        // No half and no whole unit where something is left.
        let coefficient = if q.modulo(5) == 0 { q.plus_one() } else { q };
        return Some(Decimal { negative, coefficient, exponent });
    }
    let (coefficient, exponent) = without_zeros(q, exponent, ideal);
    Some(Decimal { negative, coefficient, exponent })
}

/// Drops zeros at the end while the exponent is less than `ideal`.
pub fn without_zeros(mut c: Owned, mut exponent: i64, ideal: i64) -> (Owned, i64) {
    let mut step = 1u64;
    // Steps grow while they succeed, so that many zeros take few divisions.
    while exponent < ideal && step > 0 {
        let n = step.min((ideal - exponent) as u64);
        let (q, r) = c.divide(&power_of_ten(n));
        if r.is_zero() && !c.is_zero() {
            c = q;
            exponent += n as i64;
            step *= 2;
        } else {
            step = n / 2;
        }
    }
    (c, exponent)
}

/// Quotient towards zero, and remainder. `None` for a zero divisor, and a quotient of too many digits.
pub fn divide_whole(machine: &Machine, c: &Context, x: &Decimal, y: &Decimal) -> Option<(Number, Number)> {
    if y.is_zero() {
        return None;
    }
    let negative = x.negative != y.negative;
    let exponent = x.exponent.min(y.exponent);
    let whole = |coefficient| Decimal { negative, coefficient, exponent: 0 };
    let difference = x.adjusted() - y.adjusted();
    if x.is_zero() || difference <= -2 {
        let rest = match x.exponent <= exponent {
            true => x.clone().into_owned(),
            false => x.rescaled(machine, exponent, c.rounding)?.0,
        };
        return Some((whole(Coefficient::Word(0)), rest));
    }
    if difference > c.precision as i64 {
        return None;
    }
    let (q, r) = x.padded(machine, exponent)?.divide(&y.padded(machine, exponent)?);
    if q.digit_bounds().1 > c.precision && q.order(&power_of_ten(c.precision)) != Ordering::Less {
        return None;
    }
    Some((whole(q), Decimal { negative: x.negative, coefficient: r, exponent }))
}
