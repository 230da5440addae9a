//! Large integers: what another library does faster than the one that holds them, conversion included.

use dashu_int::UBig;
use dashu_int::ops::{DivRem, Gcd};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::Zero;

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
}
