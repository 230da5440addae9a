//! Numbers with an exponent of choice: `quantize`, whole numbers, numbers without zeros at the end.

use super::context::{Context, INEXACT, ROUNDED, Rounding, SUBNORMAL};
use super::division::without_zeros;
use super::known::{Decimal, Number};
use trackway::Machine;

/// The number with that exponent and the conditions that raises; `None` where it is invalid.
pub fn quantize(
    machine: &Machine,
    c: &Context,
    d: &Decimal,
    exponent: i64,
    rounding: Rounding,
) -> Option<(Number, i64)> {
    if !(c.tiny()..=c.max).contains(&exponent) {
        return None;
    }
    if d.is_zero() {
        return c.fix(machine, Decimal { exponent, ..d.clone().into_owned() });
    }
    let first = d.adjusted();
    if first > c.max || first - exponent + 1 > c.precision as i64 {
        return None;
    }
    let (new, lost) = d.rescaled(machine, exponent, rounding)?;
    if new.adjusted() > c.max || new.coefficient.digits() > c.precision {
        return None;
    }
    let mut conditions = 0;
    if !new.is_zero() && new.adjusted() < c.min {
        conditions |= SUBNORMAL;
    }
    if exponent > d.exponent {
        conditions |= if lost { INEXACT | ROUNDED } else { ROUNDED };
    }
    let (new, more) = c.fix(machine, new)?;
    Some((new, conditions | more))
}

/// The nearest whole number, where the number is none.
pub fn whole(machine: &Machine, d: &Decimal, rounding: Rounding) -> Option<Number> {
    if d.exponent >= 0 {
        return Some(d.clone().into_owned());
    }
    Some(d.rescaled(machine, 0, rounding)?.0)
}

/// The number as the context allows, without zeros at its end.
pub fn normalize(machine: &Machine, c: &Context, d: Number) -> Option<(Number, i64)> {
    let (d, conditions) = c.fix(machine, d)?;
    if d.is_zero() {
        return Some((Decimal { exponent: 0, ..d }, conditions));
    }
    let most = if c.clamp { c.top() } else { c.max };
    let (coefficient, exponent) = without_zeros(d.coefficient, d.exponent, most);
    Some((Decimal { negative: d.negative, coefficient, exponent }, conditions))
}
