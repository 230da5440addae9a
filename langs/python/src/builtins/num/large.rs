//! Large integers: products, quotients and texts by the loops of the kit where they are short, and by a library where
//! that saves more than the copies to and from its numbers cost; what else takes long is the library's always.

use crate::modules::signals::interruption;
use dashu_int::UBig;
use dashu_int::fast_div::ConstDivisor;
use dashu_int::monty::MontgomeryRepr;
use dashu_int::ops::DivRem;
use smallvec::{SmallVec, smallvec};
use std::cmp::Ordering;
use trackway::{Heap, Machine, Raise, Value};
use trackway_kit::limbs::{self, Divisor};
use trackway_kit::{BigInt, Limbs};

/// Limbs of the shorter factor from which on a product is the library's.
const LONG_FACTOR: usize = 32;
/// Limbs of divisor and quotient from which on a quotient is the library's.
const LONG_DIVISOR: usize = 20;
/// Limbs from which on decimal text is the library's.
const LONG_TEXT: usize = 24;

/// Limbs to work in.
type Room = SmallVec<[u64; 32]>;

/// The magnitude as the library's number.
pub fn natural(n: Limbs) -> UBig {
    UBig::from_words(n.magnitude)
}

/// The word for one of the library's numbers.
pub fn natural_word(heap: &Heap, negative: bool, n: &UBig) -> Value {
    BigInt::of_magnitude(heap, negative, n.as_words())
}

/// `a * b`
pub fn product(heap: &Heap, a: Limbs, b: Limbs) -> Value {
    let (x, y) = (a.magnitude, b.magnitude);
    let negative = a.negative != b.negative;
    let is_square = std::ptr::eq(x, y);
    if x.len().min(y.len()) < LONG_FACTOR {
        return BigInt::build(heap, negative, &[], x.len() + y.len(), |out| match is_square {
            true => limbs::square(x, out),
            false => limbs::multiply(x, y, out),
        });
    }
    let n = if is_square { natural(a).sqr() } else { natural(a) * natural(b) };
    natural_word(heap, negative, &n)
}

/// Calls `f` with the limbs of `a / b` and `a % b` for the magnitudes; `b` is not 0.
fn divide<R>(a: &[u64], b: &[u64], f: impl FnOnce(&[u64], &[u64]) -> R) -> R {
    if limbs::compare(a, b) == Ordering::Less {
        return f(&[], a);
    }
    if let [d] = b {
        let mut quotient = Room::new();
        quotient.extend_from_slice(a);
        let rest = Divisor::new(*d).divide(&mut quotient);
        return f(&quotient, if rest == 0 { &[] } else { std::slice::from_ref(&rest) });
    }
    if b.len() >= LONG_DIVISOR && a.len() - b.len() >= LONG_DIVISOR {
        let (quotient, rest) = UBig::from_words(a).div_rem(UBig::from_words(b));
        return f(quotient.as_words(), rest.as_words());
    }
    let mut work: Room = smallvec![0; a.len() + b.len() + 2];
    limbs::divide(a, b, &mut work);
    let (rest, quotient) = work[..=a.len()].split_at(b.len());
    f(quotient, &rest[..limbs::used(rest)])
}

/// The quotient towards minus infinity, of what [`divide`] found.
fn floor_quotient(heap: &Heap, a: Limbs, b: Limbs, quotient: &[u64], rest: &[u64]) -> Value {
    let negative = a.negative != b.negative;
    if !negative || rest.is_empty() {
        return BigInt::of_magnitude(heap, negative, quotient);
    }
    BigInt::build(heap, true, quotient, quotient.len() + 1, limbs::increment)
}

/// The remainder that belongs to it, with the divisor's sign.
fn floor_remainder(heap: &Heap, a: Limbs, b: Limbs, rest: &[u64]) -> Value {
    if a.negative == b.negative || rest.is_empty() {
        return BigInt::of_magnitude(heap, b.negative, rest);
    }
    let n = b.magnitude;
    BigInt::build(heap, b.negative, n, n.len(), |out| limbs::subtract(out, rest))
}

/// `a * 2**shift / b`, of which the caller knows that it fits two machine words, and whether there is more; `b` is not 0.
pub fn shifted_quotient(a: &[u64], b: &[u64], shift: i64) -> (u128, bool) {
    let whole = shift.unsigned_abs() as usize / u64::BITS as usize;
    let (mut room, mut more): (Room, bool) = (smallvec![0; a.len() + whole + 1], false);
    if shift >= 0 {
        limbs::shift_left(a, shift as u64, &mut room);
    } else if whole < a.len() {
        more = limbs::shift_right(a, shift.unsigned_abs(), &mut room);
    }
    divide(&room[..limbs::used(&room)], b, |q, r| {
        let at = |i: usize| u128::from(q.get(i).copied().unwrap_or(0));
        (at(0) | at(1) << u64::BITS, more || !r.is_empty())
    })
}

/// `a // b`
pub fn quotient(heap: &Heap, a: Limbs, b: Limbs) -> Value {
    divide(a.magnitude, b.magnitude, |q, r| floor_quotient(heap, a, b, q, r))
}

/// `a % b`
pub fn remainder(heap: &Heap, a: Limbs, b: Limbs) -> Value {
    match b.magnitude {
        [d] => match Divisor::new(*d).remainder(a.magnitude) {
            0 => Value::ZERO,
            rest => floor_remainder(heap, a, b, &[rest]),
        },
        _ => divide(a.magnitude, b.magnitude, |_, r| floor_remainder(heap, a, b, r)),
    }
}

/// `divmod(a, b)`
pub fn quotient_and_remainder(heap: &Heap, a: Limbs, b: Limbs) -> (Value, Value) {
    divide(a.magnitude, b.magnitude, |q, r| {
        (floor_quotient(heap, a, b, q, r), floor_remainder(heap, a, b, r))
    })
}

/// `base ** exponent % modulus` for `modulus > 0`; a negative exponent asks for the inverse of the base, and `None` says
/// that there is none.
pub fn power_mod(base: Limbs, exponent: Limbs, modulus: UBig) -> Option<UBig> {
    if modulus.is_one() {
        return Some(UBig::ZERO);
    }
    let ring = ConstDivisor::new(modulus.clone());
    let mut n = ring.reduce(natural(base));
    if base.negative {
        n = -n;
    }
    if exponent.negative {
        n = n.inv()?;
    }
    let e = natural(exponent);
    // Montgomery's products pay where there are many.
    if modulus.as_words()[0] & 1 == 1 && exponent.bits() > 8 {
        let ring = MontgomeryRepr::new(modulus);
        return Some(ring.reduce(n.residue()).pow(&e).residue());
    }
    Some(n.pow(&e).residue())
}

/// Bits of both factors beyond which a product is made of smaller ones, so that Ctrl-C is looked for in between.
const LONG: u64 = 1 << 24;

/// `a * b`, obeying Ctrl-C.
pub fn long_product(machine: &Machine, a: &UBig, b: &UBig) -> Result<UBig, Raise> {
    multiply(a, b, LONG, &|| interruption(machine))
}

/// `n ** e`, obeying Ctrl-C.
pub fn power(machine: &Machine, n: &UBig, e: u64) -> Result<UBig, Raise> {
    if bits(n).saturating_mul(e) < LONG {
        return Ok(n.pow(e as usize));
    }
    let mut result = UBig::ONE;
    for bit in (0..u64::BITS - e.leading_zeros()).rev() {
        result = long_product(machine, &result, &result)?;
        if e >> bit & 1 == 1 {
            result = long_product(machine, &result, n)?;
        }
    }
    Ok(result)
}

fn bits(n: &UBig) -> u64 {
    limbs::bits(n.as_words())
}

/// Karatsuba's product down to factors of `long` bits.
fn multiply<E>(a: &UBig, b: &UBig, long: u64, check: &impl Fn() -> Result<(), E>) -> Result<UBig, E> {
    check()?;
    if bits(a).min(bits(b)) <= long {
        return Ok(a * b);
    }
    let half = a.as_words().len().max(b.as_words().len()).div_ceil(2);
    let parts = |n: &UBig| {
        let (low, high) = n.as_words().split_at(half.min(n.as_words().len()));
        (UBig::from_words(high), UBig::from_words(low))
    };
    let ((a1, a0), (b1, b0)) = (parts(a), parts(b));
    let (high, low) = (multiply(&a1, &b1, long, check)?, multiply(&a0, &b0, long, check)?);
    let middle = multiply(&(a1 + a0), &(b1 + b0), long, check)? - &high - &low;
    let half = half * u64::BITS as usize;
    Ok((((high << half) + middle) << half) + low)
}

/// The product of factors that are not 0, obeying Ctrl-C.
pub fn product_of(machine: &Machine, factors: impl Iterator<Item = u64>) -> Result<UBig, Raise> {
    // As many as fit a limb are one.
    let (mut all, mut limb) = (Room::new(), 1u64);
    for f in factors {
        limb = limb.checked_mul(f).unwrap_or_else(|| {
            all.push(limb);
            f
        });
    }
    all.push(limb);
    halves(machine, &all)
}

/// A product by halves, so that the factors stay of like size.
fn halves(machine: &Machine, factors: &[u64]) -> Result<UBig, Raise> {
    const FEW: usize = 24;
    if factors.len() > FEW {
        let (a, b) = factors.split_at(factors.len() / 2);
        return long_product(machine, &halves(machine, a)?, &halves(machine, b)?);
    }
    let mut product = Room::from_elem(1, 1);
    for f in factors {
        match limbs::multiply_by_limb(&mut product, *f, 0) {
            0 => {}
            above => product.push(above),
        }
    }
    Ok(UBig::from_words(&product))
}

/// Decimal digits that a limb has room for, and 10 to the power of that.
const GROUP: usize = 19;
const GROUPS: u64 = 10_000_000_000_000_000_000;

/// The decimal digits of a magnitude, behind `sign`.
pub fn decimal(sign: &str, n: &[u64]) -> String {
    const DIVISOR: Divisor = Divisor::new(GROUPS);
    if n.len() >= LONG_TEXT {
        return format!("{sign}{}", UBig::from_words(n));
    }
    let (mut left, mut groups) = (Room::new(), Room::new());
    left.extend_from_slice(n);
    while !left.is_empty() {
        groups.push(DIVISOR.divide(&mut left));
        left.truncate(limbs::used(&left));
    }
    let mut text = String::with_capacity(sign.len() + GROUP * groups.len().max(1));
    text.push_str(sign);
    let mut buffer = itoa::Buffer::new();
    text.push_str(buffer.format(groups.pop().unwrap_or(0)));
    for group in groups.iter().rev() {
        let digits = buffer.format(*group);
        text.push_str(&"0000000000000000000"[digits.len()..]);
        text.push_str(digits);
    }
    text
}

/// The digits of a magnitude in a base of 2, 8 or 16.
pub fn digits_of_bits(n: &[u64], base: u32) -> String {
    let (bits, mask) = (base.ilog2() as usize, u64::from(base) - 1);
    let mut digits = vec![b'0'; (limbs::bits(n) as usize).div_ceil(bits).max(1)];
    let digit = |w: u64| b"0123456789abcdef"[(w & mask) as usize];
    if 64 % bits == 0 {
        for (part, w) in digits.rchunks_mut(64 / bits).zip(n) {
            part.iter_mut().rev().enumerate().for_each(|(i, d)| *d = digit(w >> (i * bits)));
        }
    } else {
        let all = limbs::bits(n) as usize;
        for (at, d) in (0..all).step_by(bits).zip(digits.iter_mut().rev()) {
            let above = n.get(at / 64 + 1).copied().unwrap_or(0);
            *d = digit(((u128::from(n[at / 64]) | u128::from(above) << 64) >> (at % 64)) as u64);
        }
    }
    String::from_utf8(digits).unwrap_or_default()
}

/// The word for the number that digits of a base denote.
pub fn of_digits(heap: &Heap, negative: bool, digits: &str, base: u32) -> Option<Value> {
    if base != 10 || digits.len() >= LONG_TEXT * GROUP {
        let n = UBig::from_str_radix(digits, base).ok()?;
        return Some(natural_word(heap, negative, &n));
    }
    let value = |group: &[u8]| group.iter().fold(0, |n, d| n * 10 + u64::from(d - b'0'));
    let (first, rest) = digits.as_bytes().split_at(digits.len() % GROUP);
    let mut n: Room = smallvec![value(first)];
    for group in rest.chunks(GROUP) {
        match limbs::multiply_by_limb(&mut n, GROUPS, value(group)) {
            0 => {}
            above => n.push(above),
        }
    }
    Some(BigInt::of_magnitude(heap, negative, &n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt as Big, Sign};
    use num_integer::Integer;

    /// Numbers of so many limbs that look random.
    fn number(limbs: usize, seed: u64) -> Vec<u64> {
        let mut x = seed;
        let mut next = || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            x ^ x >> 33
        };
        (0..limbs).map(|_| next()).collect()
    }

    fn heap() -> Heap {
        let heap = Heap::new();
        trackway_kit::register(&heap);
        heap
    }

    fn big(negative: bool, n: &[u64]) -> Big {
        Limbs { negative, magnitude: n }.big()
    }

    #[test]
    fn agree_with_another_library() {
        let heap = heap();
        let read = |v| BigInt::of(&heap, v).unwrap();
        for (n, m) in [(1, 1), (2, 1), (40, 33), (80, 40), (3, 2), (33, 33), (300, 70), (70, 300), (100, 3)] {
            let (x, y) = (number(n, 1), number(m, 2));
            for (p, q) in [(false, false), (true, false), (false, true), (true, true)] {
                let (a, b) = (Limbs { negative: p, magnitude: &x }, Limbs { negative: q, magnitude: &y });
                let both = big(p, &x).div_mod_floor(&big(q, &y));
                assert_eq!((read(quotient(&heap, a, b)), read(remainder(&heap, a, b))), both);
                let (i, j) = quotient_and_remainder(&heap, a, b);
                assert_eq!((read(i), read(j)), both);
                let all = product(&heap, a, b);
                assert_eq!(read(all), a.big() * b.big());
                if let Some(all) = all.cast::<BigInt>() {
                    let all = BigInt::get(&heap, all);
                    assert_eq!(
                        (read(quotient(&heap, all, b)), read(remainder(&heap, all, b))),
                        (a.big(), Big::ZERO)
                    );
                }
                assert_eq!(read(product(&heap, a, a)), a.big() * a.big());
            }
        }
    }

    #[test]
    fn texts() {
        let heap = heap();
        for n in 0..60 {
            let x = number(n, 7);
            let text = decimal("", &x);
            assert_eq!(text, big(false, &x).to_string());
            for base in [2, 8, 16] {
                assert_eq!(digits_of_bits(&x, base), big(false, &x).to_str_radix(base));
            }
            assert_eq!(BigInt::of(&heap, of_digits(&heap, true, &text, 10).unwrap()), Some(-big(false, &x)));
        }
        let p = Big::from(10).pow(114);
        let digits = p.to_u64_digits().1;
        assert_eq!(decimal("-", &digits), (-p).to_string());
    }

    #[test]
    fn powers_modulo() {
        fn b(negative: bool, magnitude: &[u64]) -> Limbs<'_> {
            Limbs { negative, magnitude }
        }
        for m in 1..60u64 {
            for (x, y) in [(0, 0), (5, 3), (7, 300), (40, 1)] {
                for negative in [false, true] {
                    let (base, e) = (number(2, x), [y]);
                    let e = b(false, if y == 0 { &[] } else { &e });
                    let r = power_mod(b(negative, &base), e, m.into()).unwrap();
                    let (m, base) = (Big::from(m), big(negative, &base));
                    assert_eq!(
                        Limbs { negative: false, magnitude: r.as_words() }.big(),
                        base.modpow(&y.into(), &m)
                    );
                }
            }
        }
        assert_eq!(power_mod(b(false, &[3]), b(true, &[1]), 7u8.into()), Some(5u8.into()));
        assert_eq!(power_mod(b(false, &[6]), b(true, &[1]), 9u8.into()), None);
        assert_eq!(Big::from_biguint(Sign::Plus, b(false, &[1, 2]).big_magnitude()), big(false, &[1, 2]));
    }

    #[test]
    fn products_of_smaller_ones() {
        for (n, m) in [(35, 35), (35, 20), (150, 18), (5, 100)] {
            let (a, b) = (UBig::from_words(&number(n, 1)), UBig::from_words(&number(m, 2)));
            assert_eq!(multiply(&a, &b, 200, &|| Ok::<(), ()>(())), Ok(&a * &b));
        }
        assert_eq!(multiply(&UBig::ONE, &UBig::ONE, 0, &|| Err(7)), Err(7));
    }
}
