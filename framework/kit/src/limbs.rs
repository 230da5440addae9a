//! Natural numbers as slices of machine words, *limbs*, the least significant first.
//!
//! The loops whose results are shorter than what a call of a library would copy and allocate: a library's number is a
//! vector of its own, an integer of the heap is an object with the limbs in it. What costs far more than the copies,
//! such as products and quotients of long numbers, texts and powers, is the library's.
//!
//! *Invariant:* a number is trimmed, its last limb is not 0; so 0 has no limbs. Results are written to slices of the
//! lengths that the functions name, and are trimmed by the caller, see [`used`].

use num_modular::{Normalized2by1Divisor, Normalized3by2Divisor};
use std::cmp::Ordering;

const BITS: usize = u64::BITS as usize;

/// Limbs of a number without the zeros above.
#[inline]
pub fn used(a: &[u64]) -> usize {
    a.iter().rposition(|w| *w != 0).map_or(0, |i| i + 1)
}

/// The limbs of a machine integer of two words.
#[inline]
pub fn split(n: u128) -> [u64; 2] {
    [n as u64, (n >> BITS) as u64]
}

/// Bits without the zeros above.
#[inline]
pub fn bits(a: &[u64]) -> u64 {
    a.last().map_or(0, |w| (BITS * a.len()) as u64 - u64::from(w.leading_zeros()))
}

/// The lowest bit that is set, counted from 0; `a` is not 0.
pub fn trailing_zeros(a: &[u64]) -> u64 {
    let zeros = a.iter().take_while(|w| **w == 0).count();
    (BITS * zeros) as u64 + u64::from(a[zeros].trailing_zeros())
}

#[inline]
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `a += b`; there is room for the carry.
#[inline]
pub fn add(a: &mut [u64], b: &[u64]) {
    let (low, high) = a.split_at_mut(b.len());
    if carry_through(low, b, u64::carrying_add) {
        increment(high);
    }
}

/// Each limb of `a` becomes `f` of it, the one of `b` and the carry from below; the last carry. Eight at a time, between
/// which the carry stays in its flag: 0.8 ns a limb instead of 1.1.
#[inline(always)]
fn carry_through(a: &mut [u64], b: &[u64], f: impl Fn(u64, u64, bool) -> (u64, bool)) -> bool {
    let ((a, last_a), (b, last_b)) = (a.as_chunks_mut::<8>(), b.as_chunks::<8>());
    let mut carry = false;
    for (x, y) in a.iter_mut().zip(b) {
        for i in 0..8 {
            (x[i], carry) = f(x[i], y[i], carry);
        }
    }
    for (x, y) in last_a.iter_mut().zip(last_b) {
        (*x, carry) = f(*x, *y, carry);
    }
    carry
}

/// `a += 1`; there is room for the carry.
#[inline]
pub fn increment(a: &mut [u64]) {
    for w in a {
        let carry;
        (*w, carry) = w.overflowing_add(1);
        if !carry {
            return;
        }
    }
}

/// `a -= b`, which does not come out below 0.
#[inline]
pub fn subtract(a: &mut [u64], b: &[u64]) {
    let (low, high) = a.split_at_mut(b.len());
    let mut borrow = carry_through(low, b, u64::borrowing_sub);
    for w in high {
        if !borrow {
            return;
        }
        (*w, borrow) = w.overflowing_sub(1);
    }
}

/// `a << n`, in `a.len() + n / 64 + 1` limbs, of which the lowest `n / 64` are 0.
#[inline]
pub fn shift_left(a: &[u64], n: u64, out: &mut [u64]) {
    let (whole, n) = (n as usize / BITS, n as u32 % u64::BITS);
    let out = &mut out[whole..=whole + a.len()];
    if n == 0 {
        out[..a.len()].copy_from_slice(a);
        out[a.len()] = 0;
        return;
    }
    let mut below = 0;
    for (o, x) in out.iter_mut().zip(a) {
        *o = x << n | below >> (u64::BITS - n);
        below = *x;
    }
    out[a.len()] = below >> (u64::BITS - n);
}

/// `a >> n`, in `a.len() - n / 64` limbs; whether a bit was lost.
#[inline]
pub fn shift_right(a: &[u64], n: u64, out: &mut [u64]) -> bool {
    let (whole, n) = (n as usize / BITS, n as u32 % u64::BITS);
    let (lost, a) = a.split_at(whole);
    let lost = lost.iter().any(|w| *w != 0) || a[0] & ((1 << n) - 1) != 0;
    let out = &mut out[..a.len()];
    if n == 0 {
        out.copy_from_slice(a);
        return lost;
    }
    for (o, x) in out.iter_mut().zip(a.windows(2)) {
        *o = x[0] >> n | x[1] << (u64::BITS - n);
    }
    out[a.len() - 1] = a[a.len() - 1] >> n;
    lost
}

/// `out += a * y`; the limb that comes out above `a`'s.
#[inline]
fn add_product(out: &mut [u64], a: &[u64], y: u64) -> u64 {
    let mut carry = 0;
    for (o, x) in out.iter_mut().zip(a) {
        (*o, carry) = x.carrying_mul_add(y, *o, carry);
    }
    carry
}

/// `a * b`, in as many limbs as both have, all 0 before. The time is the product of the lengths.
#[inline]
pub fn multiply(a: &[u64], b: &[u64], out: &mut [u64]) {
    let (a, b) = if a.len() < b.len() { (b, a) } else { (a, b) };
    for (i, y) in b.iter().enumerate() {
        out[i + a.len()] = add_product(&mut out[i..i + a.len()], a, *y);
    }
}

/// `a * a`, as [`multiply`]: each product of two different limbs is made once, and doubled.
#[inline]
pub fn square(a: &[u64], out: &mut [u64]) {
    for (i, y) in a.iter().enumerate() {
        let above = &a[i + 1..];
        out[i + a.len()] = add_product(&mut out[2 * i + 1..i + a.len()], above, *y);
    }
    let (mut top, mut carry) = (0, false);
    for (pair, x) in out.chunks_exact_mut(2).zip(a) {
        let [low, high] = split(u128::from(*x) * u128::from(*x));
        let doubled = [pair[0] << 1 | top, pair[1] << 1 | pair[0] >> 63];
        top = pair[1] >> 63;
        (pair[0], carry) = doubled[0].carrying_add(low, carry);
        (pair[1], carry) = doubled[1].carrying_add(high, carry);
    }
}

/// A divisor of one limb, and its inverse: a product takes the place of a division for each limb of the dividend (Möller
/// and Granlund, "Improved division by invariant integers").
#[derive(Clone, Copy)]
pub struct Divisor {
    /// By so many bits the divisor is shifted, and each dividend too.
    shift: u32,
    inverse: Normalized2by1Divisor<u64>,
}

impl Divisor {
    /// # Panics
    /// If `d` is 0.
    pub const fn new(d: u64) -> Divisor {
        let shift = d.leading_zeros();
        Divisor { shift, inverse: Normalized2by1Divisor::<u64>::new(d << shift) }
    }

    /// Divides `a` in place; the remainder.
    pub fn divide(self, a: &mut [u64]) -> u64 {
        let mut rest = self.above(a);
        for i in (0..a.len()).rev() {
            (a[i], rest) =
                self.inverse.div_rem_2by1(u128::from(rest) << BITS | u128::from(self.shifted(a, i)));
        }
        rest >> self.shift
    }

    /// `a % d`
    pub fn remainder(self, a: &[u64]) -> u64 {
        let mut rest = self.above(a);
        for i in (0..a.len()).rev() {
            rest = self.inverse.div_rem_2by1(u128::from(rest) << BITS | u128::from(self.shifted(a, i))).1;
        }
        rest >> self.shift
    }

    /// What is above the limbs of the shifted dividend.
    #[inline(always)]
    fn above(self, a: &[u64]) -> u64 {
        a.last().map_or(0, |w| (u128::from(*w) << self.shift >> BITS) as u64)
    }

    /// A limb of the shifted dividend.
    #[inline(always)]
    fn shifted(self, a: &[u64], i: usize) -> u64 {
        let below = if i > 0 { a[i - 1] } else { 0 };
        ((u128::from(a[i]) << BITS | u128::from(below)) << self.shift >> BITS) as u64
    }
}

/// `a * y + z` in place; the limb above.
pub fn multiply_by_limb(a: &mut [u64], y: u64, z: u64) -> u64 {
    let mut carry = z;
    for w in a {
        (*w, carry) = w.carrying_mul(y, carry);
    }
    carry
}

/// `a % b` in the first limbs of `work`, as many as `b` has, and `a / b` in the next `a.len() - b.len() + 1`. There are
/// `a.len() + b.len() + 2` limbs to work in. `b` has two limbs at least, `a` as many at least. Knuth's algorithm D; each
/// limb of the quotient is estimated from three limbs of the dividend and two of the divisor, and at most one too large.
pub fn divide(a: &[u64], b: &[u64], work: &mut [u64]) {
    let n = b.len();
    let shift = b[n - 1].leading_zeros();
    let (rest, divisor) = work.split_at_mut(a.len() + 1);
    shift_left(a, shift.into(), rest);
    shift_left(b, shift.into(), divisor);
    let b = &divisor[..n];
    let top = u128::from(b[n - 1]) << BITS | u128::from(b[n - 2]);
    let inverse = Normalized3by2Divisor::<u64, u128>::new(top);
    for i in (0..=a.len() - n).rev() {
        let part = &mut rest[i..=i + n];
        let high = u128::from(part[n]) << BITS | u128::from(part[n - 1]);
        let mut q = match high.cmp(&top) {
            Ordering::Less => inverse.div_rem_3by2(part[n - 2], high).0,
            _ => u64::MAX,
        };
        if subtract_product(part, b, q) {
            q -= 1;
            add_back(part, b);
        }
        // The limb that has become 0.
        part[n] = q;
    }
    if shift != 0 {
        for i in 0..n {
            let above = if i + 1 < n { rest[i + 1] } else { 0 };
            rest[i] = rest[i] >> shift | above << (u64::BITS - shift);
        }
    }
}

/// `part -= b * q` of one limb more than `b` has; whether it came out below 0. `x - y` is `!(!x + y)`, so it is the loop
/// of a sum of products.
#[inline]
fn subtract_product(part: &mut [u64], b: &[u64], q: u64) -> bool {
    let (low, high) = part.split_at_mut(b.len());
    let mut carry = 0;
    for (o, y) in low.iter_mut().zip(b) {
        let w;
        (w, carry) = y.carrying_mul_add(q, !*o, carry);
        *o = !w;
    }
    let borrow;
    (high[0], borrow) = high[0].overflowing_sub(carry);
    borrow
}

#[cold]
fn add_back(part: &mut [u64], b: &[u64]) {
    let (low, high) = part.split_at_mut(b.len());
    let carry = carry_through(low, b, u64::carrying_add);
    high[0] = high[0].wrapping_add(carry.into());
}

/// Each limb of `a` becomes `f` of it and the one of `b`, as far as both go.
#[inline(always)]
pub fn each(a: &mut [u64], b: &[u64], f: impl Fn(u64, u64) -> u64) {
    for (x, y) in a.iter_mut().zip(b) {
        *x = f(*x, *y);
    }
}

/// Whether [`bitwise`] of numbers with these signs is negative.
#[inline(always)]
pub fn bitwise_sign(a: bool, b: bool, f: impl Fn(u64, u64) -> u64) -> bool {
    let ones = |negative: bool| if negative { u64::MAX } else { 0 };
    f(ones(a), ones(b)) != 0
}

/// The magnitude and, as the answer, the sign of `f` of two numbers' two's complements, in one limb more than the longer
/// one has; each is a sign and a magnitude. `f` works on each bit alone.
#[inline(always)]
pub fn bitwise(a: (bool, &[u64]), b: (bool, &[u64]), out: &mut [u64], f: impl Fn(u64, u64) -> u64) -> bool {
    let negative = bitwise_sign(a.0, b.0, &f);
    let mut carries = [true; 3];
    for (i, o) in out.iter_mut().enumerate() {
        let x = complement(a.0, a.1.get(i).copied().unwrap_or(0), &mut carries[0]);
        let y = complement(b.0, b.1.get(i).copied().unwrap_or(0), &mut carries[1]);
        *o = complement(negative, f(x, y), &mut carries[2]);
    }
    negative
}

/// One limb of the two's complement of a negative number, whose carry from below is `carry`: `!w + 1`.
#[inline(always)]
fn complement(negative: bool, w: u64, carry: &mut bool) -> u64 {
    if !negative {
        return w;
    }
    let limb;
    (limb, *carry) = (!w).overflowing_add((*carry).into());
    limb
}

/// The remainder modulo 2**61 - 1.
pub fn modulo_mersenne_61(a: &[u64]) -> u64 {
    const P: u64 = (1 << 61) - 1;
    // 2**64 is 8 there. Limbs are taken eight at a time, so that no sum has to wait for the one before.
    let h = a.chunks(8).rev().fold(0, |h: u64, eight| {
        let sum = eight.iter().enumerate().fold(0, |s: u128, (i, w)| s + (u128::from(*w) << (3 * i)));
        let n = (u128::from(h) << 24) + sum;
        let n = (n as u64 & P) + (n >> 61) as u64;
        (n & P) + (n >> 61)
    });
    if h >= P { h - P } else { h }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt, BigUint, Sign};
    use num_integer::Integer;

    /// Words of which many are 0, all ones or near them: there the carries are.
    fn random(state: &mut u64, n: usize) -> Vec<u64> {
        let mut word = || {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let w = *state ^ *state >> 29;
            match w >> 60 {
                0..3 => 0,
                3..6 => u64::MAX,
                6 => 1,
                7 => 1 << 63,
                8 => u64::MAX << (w & 63),
                _ => w,
            }
        };
        let mut words: Vec<u64> = (0..n).map(|_| word()).collect();
        if let Some(last) = words.last_mut()
            && *last == 0
        {
            *last = 1 + (word() >> 1);
        }
        words
    }

    fn library(a: &[u64]) -> BigUint {
        BigUint::new(a.iter().flat_map(|w| [*w as u32, (*w >> 32) as u32]).collect())
    }

    /// Calls `f` with pairs of numbers of up to so many limbs.
    fn each_pair(limbs: usize, mut f: impl FnMut(&[u64], &[u64])) {
        let mut state = 1;
        for round in 0..4000 {
            let (n, m) = (round % limbs, round / limbs % limbs);
            let (a, b) = (random(&mut state, n), random(&mut state, m));
            f(&a, &b);
        }
    }

    #[test]
    fn sums_and_products() {
        each_pair(20, |a, b| {
            let (x, y) = (library(a), library(b));
            assert_eq!(compare(a, b), x.cmp(&y));
            assert_eq!(bits(a), x.bits());
            let mut out = a.to_vec();
            out.resize(a.len().max(b.len()) + 1, 0);
            add(&mut out, b);
            assert_eq!(library(&out), &x + &y);
            subtract(&mut out, b);
            assert_eq!(library(&out), x);
            let mut out = vec![0; a.len() + b.len()];
            multiply(a, b, &mut out);
            assert_eq!(library(&out), &x * &y);
            let mut out = vec![0; 2 * a.len()];
            square(a, &mut out);
            assert_eq!(library(&out), &x * &x);
        });
    }

    #[test]
    fn quotients() {
        each_pair(9, |a, b| {
            let (x, y) = (library(a), library(b));
            if b.len() > 1 && a.len() >= b.len() {
                let mut work = vec![7; a.len() + b.len() + 2];
                divide(a, b, &mut work);
                let (r, q) = work[..=a.len()].split_at(b.len());
                assert_eq!((library(q), library(r)), x.div_rem(&y));
            }
            if let [d, ..] = b
                && *d != 0
            {
                let (mut q, divisor) = (a.to_vec(), Divisor::new(*d));
                let r = divisor.divide(&mut q);
                assert_eq!((library(&q), r.into()), x.div_rem(&(*d).into()));
                assert_eq!(divisor.remainder(a), r);
                let above = multiply_by_limb(&mut q, *d, r);
                assert_eq!((above, &q[..]), (0, a));
            }
            let p = (1u64 << 61) - 1;
            assert_eq!(BigUint::from(modulo_mersenne_61(a)), &x % p);
        });
    }

    #[test]
    fn shifts() {
        each_pair(6, |a, b| {
            let n = b.first().copied().unwrap_or(64) % 200;
            let x = library(a);
            let mut out = vec![0; a.len() + n as usize / 64 + 1];
            shift_left(a, n, &mut out);
            assert_eq!(library(&out), &x << n);
            if n < bits(a) {
                let mut out = vec![0; a.len() - n as usize / 64];
                let lost = shift_right(a, n, &mut out);
                assert_eq!(library(&out), &x >> n);
                assert_eq!(lost, trailing_zeros(a) < n);
            }
        });
    }

    #[test]
    fn bits_of_signed_numbers() {
        let signed = |negative: bool, a: &[u64]| {
            BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, library(a))
        };
        each_pair(6, |a, b| {
            for (p, q) in [(false, false), (false, true), (true, false), (true, true)] {
                let (p, q) = (p && !a.is_empty(), q && !b.is_empty());
                let (x, y) = (signed(p, a), signed(q, b));
                let mut out = vec![0; a.len().max(b.len()) + 1];
                let s = bitwise((p, a), (q, b), &mut out, |i, j| i & j);
                assert_eq!(signed(s, &out), &x & &y);
                let s = bitwise((p, a), (q, b), &mut out, |i, j| i | j);
                assert_eq!(signed(s, &out), &x | &y);
                let s = bitwise((p, a), (q, b), &mut out, |i, j| i ^ j);
                assert_eq!(signed(s, &out), &x ^ &y);
            }
        });
    }
}
