//! Numbers beside others: their order, their hash, the integer and the double that they are.

use super::coefficient::{Coefficient, Owned};
use super::context::Rounding;
use super::known::Decimal;
use super::text::show;
use num_bigint::BigUint;
use num_traits::ToPrimitive;
use std::cmp::Ordering;
use trackway::Machine;

/// The order of two numbers. `None` where they are too far from each other to be written with one exponent.
pub fn order(machine: &Machine, x: &Decimal, y: &Decimal) -> Option<Ordering> {
    match (x.is_zero(), y.is_zero()) {
        (true, true) => return Some(Ordering::Equal),
        (true, false) => return Some(if y.negative { Ordering::Greater } else { Ordering::Less }),
        (false, true) => return Some(if x.negative { Ordering::Less } else { Ordering::Greater }),
        _ => {}
    }
    if x.negative != y.negative {
        return Some(if x.negative { Ordering::Less } else { Ordering::Greater });
    }
    let magnitudes = match x.exponent == y.exponent {
        true => x.coefficient.order(&y.coefficient),
        false => match x.adjusted().cmp(&y.adjusted()) {
            Ordering::Equal => {
                let exponent = x.exponent.min(y.exponent);
                x.padded(machine, exponent)?.order(&y.padded(machine, exponent)?)
            }
            unequal => unequal,
        },
    };
    Some(if x.negative { magnitudes.reverse() } else { magnitudes })
}

/// Hashes are numbers modulo this prime, as those of all numbers.
const MODULUS: u64 = (1 << 61) - 1;

fn product(x: u64, y: u64) -> u64 {
    (x as u128 * y as u128 % MODULUS as u128) as u64
}

fn power(mut x: u64, mut n: u64) -> u64 {
    let mut all = 1;
    while n > 0 {
        if n & 1 == 1 {
            all = product(all, x);
        }
        x = product(x, x);
        n >>= 1;
    }
    all
}

/// The hash that equal integers, floats and fractions have.
pub fn hash(d: &Decimal) -> i64 {
    /// 10 times this is 1.
    const TENTH: u64 = 2_075_258_708_292_324_556;
    let c = match &d.coefficient {
        Coefficient::Word(w) => (*w % MODULUS as u128) as u64,
        Coefficient::Big(b) => (&**b % MODULUS).to_u64().unwrap_or(0),
    };
    let base = if d.exponent >= 0 { 10 } else { TENTH };
    let h = product(c, power(base, d.exponent.unsigned_abs())) as i64;
    match if d.negative { -h } else { h } {
        -1 => -2,
        h => h,
    }
}

/// The magnitude of the integer that is left without the fraction.
pub fn integer(machine: &Machine, d: &Decimal) -> Option<Owned> {
    Some(d.rescaled(machine, 0, Rounding::Down)?.0.coefficient)
}

/// The nearest double.
pub fn float(d: &Decimal) -> f64 {
    const EXACT: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    let sign = if d.negative { -1.0 } else { 1.0 };
    // Both operands are doubles, so the result is rounded once.
    if let Coefficient::Word(w) = d.coefficient
        && w <= 1 << 53
        && let Some(power) = EXACT.get(d.exponent.unsigned_abs() as usize)
    {
        let f = w as f64;
        return sign * if d.exponent < 0 { f / power } else { f * power };
    }
    let text = format!("{}e{}", show(&d.coefficient), d.exponent);
    sign * text.parse().unwrap_or(f64::INFINITY)
}

/// The number that a finite double is, exactly.
pub fn of_float(f: f64) -> Decimal<'static> {
    let bits = f.to_bits();
    let (raw, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (mut m, mut e) = if raw == 0 { (fraction, -1074) } else { (fraction | 1 << 52, raw - 1075) };
    if m == 0 {
        e = 0;
    }
    while e < 0 && m & 1 == 0 {
        m >>= 1;
        e += 1;
    }
    let coefficient = match e {
        0.. => Coefficient::from(BigUint::from(m) << e as u64),
        // m / 2**n is m * 5**n / 10**n.
        _ => Coefficient::from(BigUint::from(m) * BigUint::from(5u8).pow(-e as u32)),
    };
    Decimal { negative: f.is_sign_negative(), coefficient, exponent: e.min(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_tenths() {
        let d = |c: u128, exponent| Decimal { negative: false, coefficient: Coefficient::Word(c), exponent };
        assert_eq!(hash(&d(10, -1)), 1);
        assert_eq!(hash(&d(2500, -2)), 25);
        assert_eq!(hash(&d(3, 2)), 300);
        assert_eq!(product(hash(&d(1, -3)) as u64, 1000), 1);
    }

    #[test]
    fn doubles_there_and_back() {
        for f in [0.0, 1.0, 0.1, 1e300, 5e-324, -2.5, 123456789.125, f64::MAX] {
            assert_eq!(float(&of_float(f)), f);
        }
    }
}
