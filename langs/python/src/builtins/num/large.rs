//! Large integers: what another library does faster than the one that holds them, conversion included.

use crate::modules::signals::interruption;
use dashu_int::UBig;
use dashu_int::ops::{DivRem, Gcd};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Pow, Zero};
use trackway::{Machine, Raise};

/// Bits of a divisor from which on it is the other library's.
const LARGE: u64 = 1 << 10;

fn over(n: &BigUint) -> UBig {
    UBig::from_words(&n.to_u64_digits())
}

fn back(n: &UBig) -> BigUint {
    BigUint::new(n.as_words().iter().flat_map(|w| [*w as u32, (*w >> 32) as u32]).collect())
}

pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    if a.is_zero() || b.is_zero() {
        return a.gcd(b);
    }
    back(&over(a.magnitude()).gcd(&over(b.magnitude()))).into()
}

/// Quotient, towards minus infinity, and remainder; `b` is not 0.
pub fn div_mod_floor(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    if b.bits() < LARGE || a.bits() < b.bits() {
        return a.div_mod_floor(b);
    }
    let (q, r) = over(a.magnitude()).div_rem(&over(b.magnitude()));
    let (mut q, mut r) = (back(&q), back(&r));
    if a.sign() == b.sign() {
        return (q.into(), BigInt::from_biguint(b.sign(), r));
    }
    if !r.is_zero() {
        q += 1u32;
        r = b.magnitude() - r;
    }
    (BigInt::from_biguint(Sign::Minus, q), BigInt::from_biguint(b.sign(), r))
}

/// Bits of both factors beyond which a product is made of smaller ones, so that Ctrl-C is looked for in between.
const LONG: u64 = 1 << 24;

/// `a * b`.
pub fn product(machine: &Machine, a: &BigInt, b: &BigInt) -> Result<BigInt, Raise> {
    let magnitude = multiply(a.magnitude(), b.magnitude(), LONG, &|| interruption(machine))?;
    let sign = if a.sign() == b.sign() { Sign::Plus } else { Sign::Minus };
    Ok(BigInt::from_biguint(sign, magnitude))
}

/// `n ** e`.
pub fn power(machine: &Machine, n: &BigInt, e: u64) -> Result<BigInt, Raise> {
    if n.bits().saturating_mul(e) < LONG {
        return Ok(Pow::pow(n, e));
    }
    let mut result = BigInt::from(1);
    for bit in (0..u64::BITS - e.leading_zeros()).rev() {
        result = product(machine, &result, &result)?;
        if e >> bit & 1 == 1 {
            result = product(machine, &result, n)?;
        }
    }
    Ok(result)
}

/// Karatsuba's product down to factors of `long` bits.
fn multiply<E>(
    a: &BigUint,
    b: &BigUint,
    long: u64,
    check: &impl Fn() -> std::result::Result<(), E>,
) -> std::result::Result<BigUint, E> {
    check()?;
    if a.bits().min(b.bits()) <= long {
        return Ok(a * b);
    }
    let half = a.bits().max(b.bits()).div_ceil(2).next_multiple_of(64);
    let parts = |n: &BigUint| {
        let high = n >> half;
        let low = n - (&high << half);
        (high, low)
    };
    let ((a1, a0), (b1, b0)) = (parts(a), parts(b));
    let (high, low) = (multiply(&a1, &b1, long, check)?, multiply(&a0, &b0, long, check)?);
    let middle = multiply(&(a1 + a0), &(b1 + b0), long, check)? - &high - &low;
    Ok((((high << half) + middle) << half) + low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of so many digits that look random.
    fn number(digits: usize, seed: u64) -> BigInt {
        let mut x = seed;
        let mut next = || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (x >> 33) as u32
        };
        BigInt::from_slice(Sign::Plus, &(0..digits).map(|_| next()).collect::<Vec<u32>>())
    }

    #[test]
    fn agree_with_the_library_that_holds_them() {
        for (n, m) in [(1, 1), (40, 33), (80, 40), (33, 33), (300, 70), (70, 300)] {
            let (a, b) = (number(n, 1), number(m, 2));
            let common = number(35, 3);
            assert_eq!(gcd(&(&a * &common), &(&b * &common)), (&a * &common).gcd(&(&b * &common)));
            for (a, b) in [(a.clone(), b.clone()), (-&a, b.clone()), (a.clone(), -&b), (-&a, -&b)] {
                assert_eq!(div_mod_floor(&a, &b), a.div_mod_floor(&b));
                assert_eq!(div_mod_floor(&(&a * &b), &b), (a, BigInt::ZERO));
            }
        }
        assert_eq!(gcd(&BigInt::ZERO, &number(3, 1)), number(3, 1));
    }

    #[test]
    fn products_of_smaller_ones() {
        for (n, m) in [(70, 70), (70, 40), (300, 35), (9, 200)] {
            let (a, b) = (number(n, 1), number(m, 2));
            let made = multiply(a.magnitude(), b.magnitude(), 200, &|| Ok::<(), ()>(()));
            assert_eq!(made.as_ref(), Ok((&a * &b).magnitude()));
        }
        assert_eq!(multiply(&BigUint::from(1u8), &BigUint::from(1u8), 0, &|| Err(7)), Err(7));
    }
}
