//! Coefficients: integers from zero on, those of two machine words without allocation.
//!
//! *Invariant:* a `Big` is at least 2**128, so numbers of different forms differ.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::ToPrimitive;
use std::borrow::Cow;
use std::cmp::Ordering;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coefficient<'h> {
    Word(u128),
    Big(Cow<'h, BigUint>),
}

use Coefficient::{Big, Word};

/// A coefficient of its own.
pub type Owned = Coefficient<'static>;

const POWERS: [u128; 39] = {
    let mut all = [1; 39];
    let mut i = 1;
    while i < 39 {
        all[i] = all[i - 1] * 10;
        i += 1;
    }
    all
};

/// 10**n, which the caller knows to fit memory.
fn big_power(n: u64) -> BigUint {
    BigUint::from(5u8).pow(n.min(u32::MAX.into()) as u32) << n
}

/// 10**n.
pub fn power_of_ten(n: u64) -> Owned {
    match POWERS.get(n as usize) {
        Some(p) => Word(*p),
        None => Coefficient::from(big_power(n)),
    }
}

/// What rounding lost of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

impl From<BigUint> for Owned {
    fn from(n: BigUint) -> Owned {
        match n.to_u128() {
            Some(w) => Word(w),
            None => Big(Cow::Owned(n)),
        }
    }
}

impl Coefficient<'_> {
    pub fn is_zero(&self) -> bool {
        matches!(self, Word(0))
    }

    pub fn big(&self) -> Cow<'_, BigUint> {
        match self {
            Word(w) => Cow::Owned(BigUint::from(*w)),
            Big(b) => Cow::Borrowed(b),
        }
    }

    pub fn into_owned(self) -> Owned {
        match self {
            Word(w) => Word(w),
            Big(b) => Big(Cow::Owned(b.into_owned())),
        }
    }

    /// Number of decimal digits; zero has one.
    pub fn digits(&self) -> u64 {
        match self {
            Word(w) => word_digits(*w),
            Big(b) => {
                let (low, high) = digits_of_bits(b.bits());
                if low == high || estimate(b, low).unwrap_or_else(|| **b < big_power(low)) {
                    low
                } else {
                    high
                }
            }
        }
    }

    /// Bounds for the number of digits, without looking at them all.
    pub fn digit_bounds(&self) -> (u64, u64) {
        match self {
            Word(_) => (self.digits(), self.digits()),
            Big(b) => digits_of_bits(b.bits()),
        }
    }

    pub fn add(&self, other: &Coefficient) -> Owned {
        match (self, other) {
            (Word(x), Word(y)) if let Some(sum) = x.checked_add(*y) => Word(sum),
            _ => Coefficient::from(&*self.big() + &*other.big()),
        }
    }

    /// The difference of the two, and whether the other is larger.
    pub fn subtract(&self, other: &Coefficient) -> (Owned, bool) {
        match (self, other) {
            (Word(x), Word(y)) => (Word(x.abs_diff(*y)), x < y),
            _ => {
                let (x, y) = (self.big(), other.big());
                let less = x < y;
                (Coefficient::from(if less { &*y - &*x } else { &*x - &*y }), less)
            }
        }
    }

    pub fn multiply(&self, other: &Coefficient) -> Owned {
        match (self, other) {
            (Word(x), Word(y)) => match x.checked_mul(*y) {
                Some(product) => Word(product),
                None => Coefficient::from(BigUint::from(*x) * BigUint::from(*y)),
            },
            (Big(b), Word(w)) | (Word(w), Big(b)) => Coefficient::from(&**b * *w),
            (Big(a), Big(b)) => Coefficient::from(&**a * &**b),
        }
    }

    /// Times 10**n.
    pub fn shifted(&self, n: u64) -> Owned {
        match self {
            Word(0) => Word(0),
            _ if n == 0 => self.clone().into_owned(),
            Word(w)
                if n < 39
                    && let Some(product) = w.checked_mul(POWERS[n as usize]) =>
            {
                Word(product)
            }
            _ => self.multiply(&power_of_ten(n)),
        }
    }

    /// Quotient and remainder; the other is not zero.
    pub fn divide(&self, other: &Coefficient) -> (Owned, Owned) {
        match (self, other) {
            (Word(x), Word(y)) => match (u64::try_from(*x), u64::try_from(*y)) {
                (Ok(x), Ok(y)) => (Word((x / y).into()), Word((x % y).into())),
                _ => (Word(x / y), Word(x % y)),
            },
            (Word(x), Big(_)) => (Word(0), Word(*x)),
            _ => {
                let (q, r) = self.big().div_rem(&other.big());
                (Coefficient::from(q), Coefficient::from(r))
            }
        }
    }

    /// Without the last `n` of its digits, and what they were worth.
    pub fn cut(&self, n: u64) -> (Owned, Lost) {
        if n == 0 {
            return (self.clone().into_owned(), Lost::Nothing);
        }
        if self.is_zero() {
            return (Word(0), Lost::Nothing);
        }
        if self.digit_bounds().1 < n {
            return (Word(0), Lost::BelowHalf);
        }
        let unit = power_of_ten(n);
        let (q, r) = self.divide(&unit);
        let lost = match (r.is_zero(), r.add(&r).order(&unit)) {
            (true, _) => Lost::Nothing,
            (_, Ordering::Less) => Lost::BelowHalf,
            (_, Ordering::Equal) => Lost::Half,
            (_, Ordering::Greater) => Lost::AboveHalf,
        };
        (q, lost)
    }

    pub fn order(&self, other: &Coefficient) -> Ordering {
        match (self, other) {
            (Word(x), Word(y)) => x.cmp(y),
            (Word(_), Big(_)) => Ordering::Less,
            (Big(_), Word(_)) => Ordering::Greater,
            (Big(x), Big(y)) => x.cmp(y),
        }
    }

    /// The remainder by a small number.
    pub fn modulo(&self, n: u64) -> u64 {
        match self {
            Word(w) => match u64::try_from(*w) {
                Ok(w) => w % n,
                Err(_) => (*w % n as u128) as u64,
            },
            Big(b) => (&**b % n).to_u64().unwrap_or(0),
        }
    }

    pub fn plus_one(self) -> Owned {
        self.add(&Word(1))
    }

    pub fn square_root(&self) -> Owned {
        match self {
            Word(w) => Word(w.isqrt()),
            Big(b) => Coefficient::from(b.sqrt()),
        }
    }
}

#[inline]
fn word_digits(w: u128) -> u64 {
    // 1233 / 4096 is just below the logarithm of 2, near enough for 128 bits.
    let least = ((128 - (w | 1).leading_zeros()) * 1233) >> 12;
    u64::from(least) + u64::from(w >= POWERS[least as usize]) + u64::from(w == 0)
}

/// The fewest and the most digits of a number of so many bits.
fn digits_of_bits(bits: u64) -> (u64, u64) {
    /// The logarithm of 2, times 2**64.
    const LOG: u128 = 5_553_023_288_523_357_132;
    let digits = |bits: u64| ((bits as u128 * LOG) >> 64) as u64 + 1;
    (digits(bits - 1), digits(bits))
}

/// Whether the number has `low` digits and not one more, as its first bits tell where they do.
fn estimate(b: &BigUint, low: u64) -> Option<bool> {
    let shift = b.bits() - 64;
    let first = (b >> shift).to_f64()?;
    let log = first.log10() + shift as f64 * std::f64::consts::LOG10_2 - low as f64;
    (log.abs() > 1e-6).then_some(log < 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_at_the_powers_of_ten() {
        for n in 0..400 {
            let p = power_of_ten(n);
            assert_eq!(p.digits(), n + 1);
            if n > 0 {
                assert_eq!(p.subtract(&Word(1)).0.digits(), n);
            }
        }
    }

    #[test]
    fn cutting_tells_what_was_lost() {
        let n = power_of_ten(50).multiply(&Word(125));
        assert_eq!(n.cut(51), (power_of_ten(0).multiply(&Word(12)), Lost::Half));
        assert_eq!(n.clone().plus_one().cut(51), (Word(12), Lost::AboveHalf));
        assert_eq!(n.cut(50), (Word(125), Lost::Nothing));
        assert_eq!(n.cut(54), (Word(0), Lost::BelowHalf));
        assert_eq!(Word(5).cut(1), (Word(0), Lost::Half));
    }
}
