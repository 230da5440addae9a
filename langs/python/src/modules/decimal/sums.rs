//! Addition, multiplication, signs.

use super::coefficient::Coefficient;
use super::context::{Context, Rounding};
use super::known::{Decimal, Number};
use super::rounding::room;
use trackway::Machine;

/// The exact sum, or one that is rounded as the exact one would be.
pub fn add(machine: &Machine, c: &Context, x: &Decimal, y: &Decimal) -> Option<Number> {
    let exponent = x.exponent.min(y.exponent);
    let negative_zero = x.negative && y.negative || x.negative != y.negative && c.rounding == Rounding::Floor;
    match (x.is_zero(), y.is_zero()) {
        (true, true) => {
            let zero = Coefficient::Word(0);
            return Some(Decimal { negative: negative_zero, coefficient: zero, exponent });
        }
        (true, false) => return beside_zero(machine, c, y, exponent),
        (false, true) => return beside_zero(machine, c, x, exponent),
        _ => {}
    }
    let (high, low) = if x.exponent < y.exponent { (y, x) } else { (x, y) };
    let aligned = align(machine, c, high, low)?;
    let (high, low) =
        (&aligned, if aligned.exponent == low.exponent { low } else { &insignificant(low, &aligned) });
    let exponent = high.exponent;
    if high.negative == low.negative {
        let coefficient = high.coefficient.add(&low.coefficient);
        return Some(Decimal { negative: high.negative, coefficient, exponent });
    }
    let (coefficient, less) = high.coefficient.subtract(&low.coefficient);
    let negative = if coefficient.is_zero() { c.rounding == Rounding::Floor } else { high.negative != less };
    Some(Decimal { negative, coefficient, exponent })
}

/// A number that is not zero, with an exponent as small as the sum's, as far as digits go.
fn beside_zero(machine: &Machine, c: &Context, d: &Decimal, exponent: i64) -> Option<Number> {
    let exponent = exponent.max(d.exponent - c.precision as i64 - 1);
    if exponent > d.exponent {
        return Some(d.clone().into_owned());
    }
    Some(Decimal { negative: d.negative, coefficient: d.padded(machine, exponent)?, exponent })
}

/// The number with the larger exponent, written with the other's; or with a larger one still, below which the other
/// number tells no more than its sign.
fn align(machine: &Machine, c: &Context, high: &Decimal, low: &Decimal) -> Option<Number> {
    let digits = high.coefficient.digits() as i64;
    let least = high.exponent + (digits - c.precision as i64 - 2).min(-1);
    let exponent = if low.adjusted() < least { least } else { low.exponent };
    Some(Decimal { negative: high.negative, coefficient: high.padded(machine, exponent)?, exponent })
}

/// What stands for a number too small to matter.
fn insignificant(low: &Decimal, beside: &Decimal) -> Number {
    Decimal { negative: low.negative, coefficient: Coefficient::Word(1), exponent: beside.exponent }
}

/// The exact product.
pub fn multiply(machine: &Machine, x: &Decimal, y: &Decimal) -> Option<Number> {
    if let (Coefficient::Big(a), Coefficient::Big(b)) = (&x.coefficient, &y.coefficient) {
        room(machine, (a.bits() + b.bits()) / 3)?;
    }
    Some(Decimal {
        negative: x.negative != y.negative,
        coefficient: x.coefficient.multiply(&y.coefficient),
        exponent: x.exponent + y.exponent,
    })
}

/// `+d`, or `-d`: zero has no sign, but when rounding down.
pub fn signed(c: &Context, d: Decimal, negative: bool) -> Number {
    let negative = negative && (!d.is_zero() || c.rounding == Rounding::Floor);
    Decimal { negative, ..d.into_owned() }
}
