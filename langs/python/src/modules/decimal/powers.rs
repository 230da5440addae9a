//! Powers by whole numbers, and square roots.

use super::coefficient::{Coefficient, Lost};
use super::context::Context;
use super::known::{Decimal, Number};
use super::rounding::room;
use trackway::Machine;

/// Bits of an exact power up to which it is worked out before it is rounded.
const SHORT: u64 = 30_000;

/// `x ** y` exactly, for a whole number from zero on; `None` where that is not the way.
pub fn power(c: &Context, x: &Decimal, y: &Decimal) -> Option<Number> {
    let n = match &y.coefficient {
        Coefficient::Word(n) if y.exponent == 0 && !y.negative => u32::try_from(*n).ok()?,
        _ => return None,
    };
    // 0 ** 0 is an error, and a power of one has as many zeros as there is room for.
    if x.is_zero() || n == 0 || matches!(x.coefficient, Coefficient::Word(1)) {
        return None;
    }
    let big = x.coefficient.big();
    if big.bits().checked_mul(n.into())? > SHORT.max(c.precision.saturating_mul(16)) {
        return None;
    }
    Some(Decimal {
        negative: x.negative && n % 2 == 1,
        coefficient: Coefficient::from(big.pow(n)),
        exponent: x.exponent.checked_mul(n.into()).filter(|e| e.unsigned_abs() < 1 << 61)?,
    })
}

/// The square root with as many digits as rounding needs; to be rounded to the nearest. `None` for a negative number.
pub fn square_root(machine: &Machine, c: &Context, x: &Decimal) -> Option<Number> {
    let half = x.exponent >> 1;
    if x.is_zero() {
        return Some(Decimal { exponent: half, ..x.clone().into_owned() });
    }
    if x.negative {
        return None;
    }
    let digits = x.coefficient.digits() as i64;
    let (odd, length) = match x.exponent & 1 {
        1 => (true, (digits >> 1) + 1),
        _ => (false, (digits + 1) >> 1),
    };
    let n = x.coefficient.shifted(odd.into());
    let shift = c.precision as i64 + 1 - length;
    room(machine, 2 * shift.unsigned_abs() + digits as u64)?;
    let (n, whole) = match u64::try_from(shift) {
        Ok(up) => (n.shifted(2 * up), true),
        Err(_) => {
            let (n, lost) = n.cut(2 * shift.unsigned_abs());
            (n, lost == Lost::Nothing)
        }
    };
    let exponent = half - shift;
    let root = n.square_root();
    let exact = whole && root.multiply(&root) == n;
    let (coefficient, exponent) = match (exact, shift >= 0) {
        (true, true) => (root.cut(shift.unsigned_abs()).0, half),
        (true, false) => (root.shifted(shift.unsigned_abs()), half),
        (false, _) if root.modulo(5) == 0 => (root.plus_one(), exponent),
        (false, _) => (root, exponent),
    };
    Some(Decimal { negative: false, coefficient, exponent })
}
