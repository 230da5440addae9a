//! The guest word: 63-bit integers, pointers and doubles in 64 bits.
//!
//! ```text
//! ...............0   small integer, value << 1
//! ..............01   pointer, address + 1
//! ..............11   double, rebased and rotated left by four
//! ```
//! Rebasing makes two bits of the exponent 11 for everyday numbers (2^-128 to 2^128), zeros, infinities, NaN, and what is
//! below 2^-896 or from 2^896 up; rotating brings these bits down. Other doubles are boxed. The idea is Melançon,
//! Serrano and Feeley's, "Float Self-Tagging" (2024).

use crate::object::{BoxedFloat, Gc, Header, Object};
use std::fmt;
use std::marker::PhantomData;

/// One guest word.
///
/// It stays in the thread of its heap, and nothing static holds one: the compile thread cannot get hold of the heap.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(u64, PhantomData<*const ()>);

/// An integer of 63 bits, kept shifted left by one so that arithmetic works on the guest word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct Small(i64);

/// What a guest word holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Small(Small),
    Float(f64),
    /// A heap object that is not a boxed double.
    Object(Gc<Header>),
}

/// Takes the exponent of 2^-128 to 0b111 in its three high bits, and that of zero to 0b011.
const FLOAT_REBASE: u64 = 897 << 52;

impl Value {
    pub const ZERO: Value = Value::from_bits(0);

    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value(bits, PhantomData)
    }

    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub const fn small(s: Small) -> Value {
        Value::from_bits(s.0 as u64)
    }

    /// The integer, if it fits 63 bits.
    #[inline(always)]
    pub fn int(i: i64) -> Option<Value> {
        Small::new(i).map(Value::small)
    }

    /// The double, if it needs no box.
    #[inline(always)]
    pub fn immediate_float(f: f64) -> Option<Value> {
        let word = Value::from_bits(f.to_bits().wrapping_add(FLOAT_REBASE).rotate_left(4));
        if word.is_immediate_float() { Some(word) } else { None }
    }

    #[inline(always)]
    pub fn is_small(self) -> bool {
        self.0 & 1 == 0
    }

    #[inline(always)]
    pub fn is_immediate_float(self) -> bool {
        self.0 & 3 == 3
    }

    /// A pointer to a heap object, boxed doubles included.
    #[inline(always)]
    pub fn is_pointer(self) -> bool {
        self.0 & 3 == 1
    }

    #[inline(always)]
    pub fn is_float(self) -> bool {
        self.is_immediate_float() || self.is_pointer() && self.header().type_id() == BoxedFloat::ID
    }

    #[inline(always)]
    pub fn as_small(self) -> Option<Small> {
        if self.is_small() { Some(Small(self.0 as i64)) } else { None }
    }

    #[inline(always)]
    pub fn as_int(self) -> Option<i64> {
        self.as_small().map(Small::get)
    }

    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        match self.kind() {
            Kind::Float(f) => Some(f),
            _ => None,
        }
    }

    /// The pointer's object if it has the type `X`.
    #[inline(always)]
    pub fn cast<X: Object>(self) -> Option<Gc<X>> {
        if self.is_pointer() && self.header().type_id() == X::ID { Some(Gc::from_value(self)) } else { None }
    }

    #[inline(always)]
    pub fn kind(self) -> Kind {
        if self.is_small() {
            Kind::Small(Small(self.0 as i64))
        } else if self.is_immediate_float() {
            Kind::Float(self.decode_float())
        } else if self.header().type_id() == BoxedFloat::ID {
            Kind::Float(Gc::<BoxedFloat>::from_value(self).get(BoxedFloat::VALUE))
        } else {
            Kind::Object(Gc::from_value(self))
        }
    }

    /// The word as a small integer; meaningless unless `is_small`.
    #[inline(always)]
    pub fn assume_small(self) -> Small {
        Small(self.0 as i64)
    }

    /// What a guest may call the same object: the same word, or doubles that are the same number.
    /// A double has no identity: compiled code unboxes it and boxes it anew.
    #[inline]
    pub fn is_same(self, other: Value) -> bool {
        self == other
            || match (self.as_float(), other.as_float()) {
                (Some(a), Some(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
                _ => false,
            }
    }

    /// The double of a word for which `is_float` holds.
    #[inline(always)]
    pub fn assume_float(self) -> f64 {
        if self.is_immediate_float() {
            self.decode_float()
        } else {
            Gc::<BoxedFloat>::from_value(self).get(BoxedFloat::VALUE)
        }
    }

    #[inline(always)]
    fn decode_float(self) -> f64 {
        f64::from_bits(self.0.rotate_right(4).wrapping_sub(FLOAT_REBASE))
    }

    /// The object behind a pointer word.
    #[inline(always)]
    pub fn header(self) -> Gc<Header> {
        Gc::from_value(self)
    }
}

impl Small {
    pub const MAX: i64 = (1 << 62) - 1;
    pub const MIN: i64 = -(1 << 62);

    /// `None` if `i` needs more than 63 bits.
    #[inline(always)]
    pub const fn new(i: i64) -> Option<Small> {
        if i << 1 >> 1 == i { Some(Small(i << 1)) } else { None }
    }

    /// Wraps to 63 bits.
    #[inline(always)]
    pub const fn wrapping(i: i64) -> Small {
        Small(i << 1)
    }

    #[inline(always)]
    pub const fn get(self) -> i64 {
        self.0 >> 1
    }

    #[inline(always)]
    pub const fn from_word(word: i64) -> Small {
        Small(word)
    }

    /// The shifted word.
    #[inline(always)]
    pub const fn word(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.is_small() {
            write!(f, "{}", self.assume_small().get())
        } else if self.is_immediate_float() {
            write!(f, "{:?}", self.decode_float())
        } else {
            write!(f, "<{:#x}>", self.0)
        }
    }
}

impl fmt::Debug for Small {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn immediate_floats_round_trip() {
        let mut bits = 0x1234_5678_9abc_def1u64;
        for _ in 0..200_000 {
            bits = bits.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let f = f64::from_bits(bits);
            if let Some(v) = Value::immediate_float(f) {
                assert_eq!(v.decode_float().to_bits(), bits);
                assert!(v.is_immediate_float() && !v.is_small() && !v.is_pointer());
            }
        }
        let (least, beyond) = (2f64.powi(-128), 2f64.powi(128));
        let immediate = [
            0.0,
            1.0,
            0.5,
            1e10,
            3.25e-20,
            least,
            beyond.next_down(),
            1e300,
            5e-324,
            f64::INFINITY,
            f64::NAN,
        ];
        for f in immediate.into_iter().flat_map(|f| [f, -f]) {
            let there = Value::immediate_float(f).map(|v| v.decode_float().to_bits());
            assert_eq!(there, Some(f.to_bits()), "{f}");
        }
        for f in [least.next_down(), beyond, 1e100, 1e-100, 2f64.powi(896).next_down(), 2f64.powi(-896)] {
            assert_eq!((Value::immediate_float(f), Value::immediate_float(-f)), (None, None), "{f}");
        }
    }

    #[test]
    fn small_limits() {
        assert_eq!(Small::new(Small::MAX).map(Small::get), Some(Small::MAX));
        assert_eq!(Small::new(Small::MIN).map(Small::get), Some(Small::MIN));
        assert_eq!(Small::new(Small::MAX + 1), None);
        assert_eq!(Small::new(Small::MIN - 1), None);
    }
}
