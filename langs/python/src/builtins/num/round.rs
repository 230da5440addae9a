//! `round` of integers and floats.

use super::float_text::parse_plain;
use super::{Int, float_ops, word};
use crate::errors::raise;
use crate::types::builtin::Cls;
use num_bigint::BigInt as Big;
use num_integer::Integer;
use trackway::{Machine, Raise, Value};
use trackway_kit::BigInt;

/// `round(i, digits)`: to a multiple of a power of ten, ties to even.
pub fn round_int(machine: &Machine, v: Value, i: Int, digits: i64) -> Value {
    if digits >= 0 || i.signum() == 0 {
        return match i {
            Int::Small(n) => BigInt::from_i64(&machine.heap, n),
            Int::Wide(_) | Int::Big(_) => crate::values::unwrap(machine, v),
        };
    }
    // More digits than the number has leave zero.
    if digits.unsigned_abs() > i.bits() / 3 + 2 {
        return Value::ZERO;
    }
    let unit = Big::from(10).pow(digits.unsigned_abs() as u32);
    let (mut q, r) = i.big().div_mod_floor(&unit);
    let double = r * 2;
    if double > unit || double == unit && q.is_odd() {
        q += 1;
    }
    word(machine, q * unit)
}

/// `round(f)`: to an integer.
pub fn round_float(machine: &Machine, f: f64) -> Result<Value, Raise> {
    float_ops::to_int(machine, f.round_ties_even())
}

/// `round(f, digits)`: the double nearest to the decimal rounding of the exact value.
pub fn round_to(machine: &Machine, f: f64, digits: i64) -> Result<f64, Raise> {
    if !f.is_finite() || digits > 323 {
        return Ok(f);
    }
    if digits < -308 {
        return Ok(0.0 * f);
    }
    let r = match digits {
        0.. => parse_plain(&format!("{:.*}", digits as usize, f)),
        _ => round_up_front(f, digits.unsigned_abs() as usize),
    };
    if r.is_finite() {
        return Ok(r);
    }
    Err(raise(machine, Cls::OverflowError, "rounded value too large to represent"))
}

/// Rounds digits in front of the point: exactly, on the decimal text of the whole part.
fn round_up_front(f: f64, digits: usize) -> f64 {
    let unit = Big::from(10).pow(digits as u32);
    let whole = num_traits::FromPrimitive::from_f64(f.abs().trunc()).unwrap_or(Big::ZERO);
    let (mut q, r) = Integer::div_mod_floor(&whole, &unit);
    let double = r * 2;
    if double > unit || double == unit && (q.is_odd() || f.fract() != 0.0) {
        q += 1;
    }
    parse_plain(&format!("{}e{digits}", q)).copysign(f)
}
