//! Integers of any size: small ones in the word, those of two machine words in the object, the rest in a library's form.
//!
//! A number has one form only, so that words of different forms are different numbers.

use num_bigint::BigInt as Big;
use num_traits::ToPrimitive;
use trackway::{Counted, Gc, Heap, Native, Object, Value};

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
    #[immutable]
    n: Native<Counted<Big>>,
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
}

impl From<Wide> for Big {
    fn from(w: Wide) -> Big {
        match w {
            Wide::Signed(i) => Big::from(i),
            Wide::Unsigned(u) => Big::from(u),
        }
    }
}

impl BigInt {
    /// The word for `n`, in the form that its size asks for.
    pub fn word(heap: &Heap, n: Big) -> Value {
        if let Some(u) = n.to_u128() {
            return BigInt::from_u128(heap, u);
        }
        if let Some(i) = n.to_i128() {
            return BigInt::from_i128(heap, i);
        }
        let bytes = n.bits() as usize / 8;
        let b = heap.alloc::<BigInt>();
        b.set(heap, BigInt::N, Native::new(Counted::new(heap, n, bytes)));
        b.value()
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
    pub fn get(heap: &Heap, b: Gc<BigInt>) -> &Big {
        b.get(BigInt::N).get(heap)
    }

    /// Whether a word is an integer that does not fit a small one.
    #[inline]
    pub fn holds(v: Value) -> bool {
        v.cast::<WideInt>().is_some() || v.cast::<BigInt>().is_some()
    }

    /// The number behind a word that is an integer of any form.
    pub fn of(heap: &Heap, v: Value) -> Option<Big> {
        if let Some(i) = v.as_int() {
            return Some(Big::from(i));
        }
        match v.cast::<WideInt>() {
            Some(w) => Some(Big::from(WideInt::get(w))),
            None => v.cast::<BigInt>().map(|b| BigInt::get(heap, b).clone()),
        }
    }
}
