//! Integers of any size: small ones in the word, the others in an object of the heap.
//!
//! ```text
//! small   63 bits   in the word
//! WideInt 2 limbs   object: low, high, negative            -2**127 .. 2**128
//! BigInt  n limbs   object: n, negative, limb 0 .. n - 1   the rest, as sign and magnitude
//! ```
//! A number has one form only, so that words of different forms are different numbers. What takes time in proportion to
//! the length is here; see `limbs` for what is a library's.

use crate::limbs;
use num_bigint::{BigInt as Big, BigUint, Sign};
use std::cmp::Ordering;
use trackway::{Elements, Gc, Heap, Object, Value};

/// An integer that does not fit a small one, from -2**127 up to 2**128: what arithmetic modulo 2**64 runs through.
#[derive(Object)]
#[object(id = 28)]
pub struct WideInt {
    #[immutable]
    low: i64,
    #[immutable]
    high: i64,
    /// 1 for a negative number, whose words are its two's complement.
    #[immutable]
    negative: i64,
}

/// An integer of two machine words, signed where that fits.
#[derive(Clone, Copy)]
pub enum Wide {
    Signed(i128),
    /// From 2**127 on.
    Unsigned(u128),
}

/// A larger integer.
#[derive(Object)]
#[object(id = 17)]
pub struct BigInt {
    /// 1 for a negative number.
    #[immutable]
    negative: i64,
    /// Of the magnitude, the least significant first; the last one is not 0.
    #[immutable]
    #[tail]
    limbs: Elements<i64>,
}

/// An integer as sign and magnitude, until the next safepoint. 0 has no limbs and is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limbs<'h> {
    pub negative: bool,
    pub magnitude: &'h [u64],
}

impl WideInt {
    fn word(heap: &Heap, n: u128, negative: bool) -> Value {
        let w = heap.alloc::<WideInt>();
        w.set(heap, WideInt::LOW, n as i64);
        w.set(heap, WideInt::HIGH, (n >> 64) as i64);
        w.set(heap, WideInt::NEGATIVE, negative.into());
        w.value()
    }

    #[inline]
    pub fn get(w: Gc<WideInt>) -> Wide {
        let n = (w.get(WideInt::HIGH) as u128) << 64 | w.get(WideInt::LOW) as u64 as u128;
        match i128::try_from(n) {
            Ok(i) => Wide::Signed(i),
            Err(_) if w.get(WideInt::NEGATIVE) != 0 => Wide::Signed(n as i128),
            Err(_) => Wide::Unsigned(n),
        }
    }
}

impl Wide {
    pub fn magnitude(self) -> u128 {
        match self {
            Wide::Signed(i) => i.unsigned_abs(),
            Wide::Unsigned(u) => u,
        }
    }

    pub fn is_negative(self) -> bool {
        matches!(self, Wide::Signed(..0))
    }
}

impl From<Wide> for Big {
    fn from(w: Wide) -> Big {
        match w {
            Wide::Signed(i) => Big::from(i),
            Wide::Unsigned(u) => Big::from(u),
        }
    }
}

impl<'h> Limbs<'h> {
    /// The number in these two limbs of room.
    pub fn of_wide(negative: bool, magnitude: u128, room: &'h mut [u64; 2]) -> Limbs<'h> {
        *room = limbs::split(magnitude);
        Limbs { negative, magnitude: &room[..limbs::used(room)] }
    }

    /// Bits of the magnitude.
    pub fn bits(self) -> u64 {
        limbs::bits(self.magnitude)
    }

    /// As the library's number.
    pub fn big(self) -> Big {
        Big::from_biguint(if self.negative { Sign::Minus } else { Sign::Plus }, self.big_magnitude())
    }

    /// The magnitude as the library's number.
    pub fn big_magnitude(self) -> BigUint {
        BigUint::new(self.magnitude.iter().flat_map(|w| [*w as u32, (*w >> 32) as u32]).collect())
    }

    /// The nearest double; infinite where the number is too large.
    pub fn to_f64(self) -> f64 {
        let (first, shift) = self.leading();
        let f = if shift < 1024 { first * 2f64.powi(shift as i32) } else { f64::INFINITY };
        if self.negative { -f } else { f }
    }

    /// The first 64 bits of the magnitude as a double, rounded as all of it, and the bits behind these.
    pub fn leading(self) -> (f64, u64) {
        let Some(shift @ 1..) = self.bits().checked_sub(64) else {
            return (self.magnitude.first().map_or(0.0, |w| *w as f64), 0);
        };
        let (whole, part) = (shift as usize / 64, shift % 64);
        let at = |i: usize| u128::from(self.magnitude.get(i).copied().unwrap_or(0));
        let first = ((at(whole) | at(whole + 1) << 64) >> part) as u64;
        // The last of them says whether there are more.
        let rest = limbs::trailing_zeros(self.magnitude) < shift;
        ((first | u64::from(rest)) as f64, shift)
    }
}

impl Ord for Limbs<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => limbs::compare(self.magnitude, other.magnitude),
            (true, true) => limbs::compare(other.magnitude, self.magnitude),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl PartialOrd for Limbs<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl BigInt {
    /// The word for a number, in the form that its size asks for: `fill` is given `n` limbs for the magnitude, at first
    /// those of `start` and then zeros.
    #[inline]
    pub fn build(
        heap: &Heap,
        negative: bool,
        start: &[u64],
        n: usize,
        fill: impl FnOnce(&mut [u64]),
    ) -> Value {
        if n <= 2 {
            let mut room = [0; 2];
            room[..start.len()].copy_from_slice(start);
            fill(&mut room[..n]);
            return BigInt::of_magnitude(heap, negative, &room);
        }
        let b = heap.alloc_words(BigInt::LIMBS, start, n, |out| {
            fill(out);
            limbs::used(out)
        });
        if b.tail_len(BigInt::LIMBS) <= 2
            && let Some(v) = BigInt::shorter(heap, negative, heap.words(b, BigInt::LIMBS))
        {
            return v;
        }
        b.set(heap, BigInt::NEGATIVE, negative.into());
        b.value()
    }

    /// The word for a number of these limbs; zeros above do not count.
    pub fn of_magnitude(heap: &Heap, negative: bool, magnitude: &[u64]) -> Value {
        let magnitude = &magnitude[..limbs::used(magnitude)];
        if let Some(v) = BigInt::shorter(heap, negative, magnitude) {
            return v;
        }
        let n = magnitude.len();
        let b = heap.alloc_words(BigInt::LIMBS, magnitude, n, |_| n);
        b.set(heap, BigInt::NEGATIVE, negative.into());
        b.value()
    }

    /// The word for a number that has one of the shorter forms.
    fn shorter(heap: &Heap, negative: bool, magnitude: &[u64]) -> Option<Value> {
        let n = match *magnitude {
            [] => 0,
            [low] => low.into(),
            [low, high] => u128::from(low) | u128::from(high) << 64,
            _ => return None,
        };
        match negative {
            false => Some(BigInt::from_u128(heap, n)),
            true if n <= 1 << 127 => Some(BigInt::from_i128(heap, (n as i128).wrapping_neg())),
            true => None,
        }
    }

    /// The word for `n`, in the form that its size asks for.
    pub fn word(heap: &Heap, n: &Big) -> Value {
        let digits = n.iter_u64_digits();
        BigInt::build(heap, n.sign() == Sign::Minus, &[], digits.len(), |out| {
            out.iter_mut().zip(digits).for_each(|(o, d)| *o = d);
        })
    }

    /// The word for a machine integer.
    #[inline]
    pub fn from_i64(heap: &Heap, i: i64) -> Value {
        Value::int(i).unwrap_or_else(|| BigInt::from_i128(heap, i.into()))
    }

    /// The word for a machine integer of two words.
    pub fn from_i128(heap: &Heap, i: i128) -> Value {
        match i64::try_from(i).ok().and_then(Value::int) {
            Some(v) => v,
            None => WideInt::word(heap, i as u128, i < 0),
        }
    }

    /// The word for an unsigned machine integer of two words.
    pub fn from_u128(heap: &Heap, u: u128) -> Value {
        match i64::try_from(u).ok().and_then(Value::int) {
            Some(v) => v,
            None => WideInt::word(heap, u, false),
        }
    }

    /// The number, until the next safepoint.
    #[inline]
    pub fn get(heap: &Heap, b: Gc<BigInt>) -> Limbs<'_> {
        Limbs { negative: b.get(BigInt::NEGATIVE) != 0, magnitude: heap.words(b, BigInt::LIMBS) }
    }

    /// Whether a word is an integer that does not fit a small one.
    #[inline]
    pub fn holds(v: Value) -> bool {
        v.cast::<WideInt>().is_some() || v.cast::<BigInt>().is_some()
    }

    /// The number behind a word that is an integer of any form; `room` is for a machine integer.
    #[inline]
    pub fn limbs<'h>(heap: &'h Heap, v: Value, room: &'h mut [u64; 2]) -> Option<Limbs<'h>> {
        if let Some(i) = v.as_int() {
            return Some(Limbs::of_wide(i < 0, i.unsigned_abs().into(), room));
        }
        if let Some(b) = v.cast::<BigInt>() {
            return Some(BigInt::get(heap, b));
        }
        let w = WideInt::get(v.cast()?);
        Some(Limbs::of_wide(w.is_negative(), w.magnitude(), room))
    }

    /// The number behind a word that is an integer of any form, as the library's.
    pub fn of(heap: &Heap, v: Value) -> Option<Big> {
        if let Some(i) = v.as_int() {
            return Some(Big::from(i));
        }
        match v.cast::<WideInt>() {
            Some(w) => Some(Big::from(WideInt::get(w))),
            None => v.cast::<BigInt>().map(|b| BigInt::get(heap, b).big()),
        }
    }

    /// `a + b`
    pub fn add(heap: &Heap, a: Limbs, b: Limbs) -> Value {
        let (a, b) = if a.magnitude.len() < b.magnitude.len() { (b, a) } else { (a, b) };
        let (x, y) = (a.magnitude, b.magnitude);
        if a.negative == b.negative {
            return BigInt::build(heap, a.negative, x, x.len() + 1, |out| limbs::add(out, y));
        }
        match limbs::compare(x, y) {
            Ordering::Less => BigInt::build(heap, b.negative, y, y.len(), |out| limbs::subtract(out, x)),
            _ => BigInt::build(heap, a.negative, x, x.len(), |out| limbs::subtract(out, y)),
        }
    }

    /// `a - b`
    pub fn subtract(heap: &Heap, a: Limbs, b: Limbs) -> Value {
        BigInt::add(heap, a, Limbs { negative: !b.negative, ..b })
    }

    /// `-a`
    pub fn negate(heap: &Heap, a: Limbs) -> Value {
        BigInt::of_magnitude(heap, !a.negative, a.magnitude)
    }

    /// `!a`, which is `-a - 1`.
    pub fn invert(heap: &Heap, a: Limbs) -> Value {
        BigInt::subtract(heap, Limbs { negative: true, magnitude: &[1] }, a)
    }

    /// `a << n`
    pub fn shift_left(heap: &Heap, a: Limbs, n: u64) -> Value {
        let len = a.magnitude.len() + n as usize / 64 + 1;
        BigInt::build(heap, a.negative, &[], len, |out| limbs::shift_left(a.magnitude, n, out))
    }

    /// `a >> n`, towards minus infinity.
    pub fn shift_right(heap: &Heap, a: Limbs, n: u64) -> Value {
        if n >= a.bits() {
            return Value::int(if a.negative { -1 } else { 0 }).expect("small");
        }
        let len = a.magnitude.len() - n as usize / 64;
        // One limb more where the magnitude becomes larger.
        BigInt::build(heap, a.negative, &[], len + usize::from(a.negative), |out| {
            if limbs::shift_right(a.magnitude, n, out) && a.negative {
                limbs::increment(out);
            }
        })
    }

    /// `a & b`
    pub fn and(heap: &Heap, a: Limbs, b: Limbs) -> Value {
        if a.negative || b.negative {
            return BigInt::bitwise(heap, a, b, |x, y| x & y);
        }
        let (short, long) = if a.magnitude.len() < b.magnitude.len() { (a, b) } else { (b, a) };
        BigInt::build(heap, false, short.magnitude, short.magnitude.len(), |out| {
            limbs::each(out, long.magnitude, |x, y| x & y);
        })
    }

    /// `a | b`
    pub fn or(heap: &Heap, a: Limbs, b: Limbs) -> Value {
        BigInt::all_bits(heap, a, b, |x, y| x | y)
    }

    /// `a ^ b`
    pub fn xor(heap: &Heap, a: Limbs, b: Limbs) -> Value {
        BigInt::all_bits(heap, a, b, |x, y| x ^ y)
    }

    /// An operation that leaves a bit as it is where the other one is 0.
    #[inline(always)]
    fn all_bits(heap: &Heap, a: Limbs, b: Limbs, f: impl Fn(u64, u64) -> u64) -> Value {
        if a.negative || b.negative {
            return BigInt::bitwise(heap, a, b, f);
        }
        let (short, long) = if a.magnitude.len() < b.magnitude.len() { (a, b) } else { (b, a) };
        BigInt::build(heap, false, long.magnitude, long.magnitude.len(), |out| {
            limbs::each(out, short.magnitude, f);
        })
    }

    #[inline(always)]
    fn bitwise(heap: &Heap, a: Limbs, b: Limbs, f: impl Fn(u64, u64) -> u64) -> Value {
        let n = a.magnitude.len().max(b.magnitude.len()) + 1;
        let negative = limbs::bitwise_sign(a.negative, b.negative, &f);
        BigInt::build(heap, negative, &[], n, |out| {
            limbs::bitwise((a.negative, a.magnitude), (b.negative, b.magnitude), out, f);
        })
    }
}
