//! Small integers and machine integers as dynamic values.
//!
//! `==` and `<` decide: they return plain bool and leave a guard in the recorder.

use crate::mode::{Mode, T};
use std::cmp::Ordering;
use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Shl, Sub};
use trackway_gc::{Small, Value};
use trackway_ir::Op;

impl<M: Mode> T<M, Small> {
    #[inline(always)]
    pub fn value(self) -> T<M, Value> {
        T(M::op1(Op::OfSmall, self.0, Value::small))
    }

    /// `None` where the sum needs more than 63 bits. Decides.
    #[inline(always)]
    pub fn checked_add(self, o: Self) -> Option<Self> {
        let f = |a: Small, b: Small| a.word().checked_add(b.word()).map(Small::from_word);
        M::checked(Op::AddOvf, Op::AddOverflows, self.0, o.0, f).map(T)
    }

    /// `None` where the difference needs more than 63 bits. Decides.
    #[inline(always)]
    pub fn checked_sub(self, o: Self) -> Option<Self> {
        let f = |a: Small, b: Small| a.word().checked_sub(b.word()).map(Small::from_word);
        M::checked(Op::SubOvf, Op::SubOverflows, self.0, o.0, f).map(T)
    }

    /// `None` where the product needs more than 63 bits. Decides.
    #[inline(always)]
    pub fn checked_mul(self, o: Self) -> Option<Self> {
        let f = |a: Small, b: Small| a.get().checked_mul(b.word()).map(Small::from_word);
        M::checked(Op::MulOvf, Op::MulOverflows, self.0, o.0, f).map(T)
    }

    /// `None` for the one value whose negation does not fit. Decides.
    #[inline(always)]
    pub fn checked_neg(self) -> Option<Self> {
        T::lit(Small::wrapping(0)).checked_sub(self)
    }

    /// Quotient rounded down; `None` where it does not fit. The divisor is not 0. Decides.
    #[inline(always)]
    pub fn checked_floor_div(self, o: Self) -> Option<Self> {
        if o == -1 {
            return self.checked_neg();
        }
        let f = |a: Small, b: Small| Small::wrapping(floor_div(a.get(), b.get()));
        Some(T(M::op2(Op::FloorDiv, self.0, o.0, f)))
    }

    /// Remainder with the divisor's sign. The divisor is not 0. Decides.
    #[inline(always)]
    pub fn floor_mod(self, o: Self) -> Self {
        if o == -1 {
            return T::lit(Small::wrapping(0));
        }
        T(M::op2(Op::FloorMod, self.0, o.0, |a: Small, b: Small| {
            Small::wrapping(floor_mod(a.get(), b.get()))
        }))
    }

    /// Quotient rounded toward zero; `None` where it does not fit. The divisor is not 0. Decides.
    #[inline(always)]
    pub fn checked_trunc_div(self, o: Self) -> Option<Self> {
        if o == -1 {
            return self.checked_neg();
        }
        Some(T(M::op2(Op::TruncDiv, self.0, o.0, |a: Small, b: Small| Small::wrapping(a.get() / b.get()))))
    }

    /// Remainder with the dividend's sign. The divisor is not 0. Decides.
    #[inline(always)]
    pub fn trunc_mod(self, o: Self) -> Self {
        if o == -1 {
            return T::lit(Small::wrapping(0));
        }
        T(M::op2(Op::TruncMod, self.0, o.0, |a: Small, b: Small| Small::wrapping(a.get() % b.get())))
    }

    /// Shift left; `None` where bits are lost. The count is within 0..=62. Decides.
    #[inline(always)]
    pub fn checked_shl(self, count: T<M, i64>) -> Option<Self> {
        let lost = |a: Small, n: i64| a.word() << n >> n != a.word();
        if M::test2(Op::ShlOverflows, self.0, count.0, lost) {
            return None;
        }
        Some(T(M::op2(Op::SShl, self.0, count.0, |a: Small, n: i64| Small::from_word(a.word() << n))))
    }

    /// Arithmetic shift right; the count is within 0..=62.
    #[inline(always)]
    #[allow(clippy::should_implement_trait, reason = "the count is a machine integer of 0..=62, not any X")]
    pub fn shr(self, count: T<M, i64>) -> Self {
        T(M::op2(Op::SShr, self.0, count.0, |a: Small, n: i64| Small::wrapping(a.get() >> n)))
    }

    /// The lesser one. Does not decide which.
    #[inline(always)]
    pub fn min(self, o: Self) -> Self {
        T(M::op2(Op::SMin, self.0, o.0, |a: Small, b: Small| a.min(b)))
    }

    /// The greater one. Does not decide which.
    #[inline(always)]
    pub fn max(self, o: Self) -> Self {
        T(M::op2(Op::SMax, self.0, o.0, |a: Small, b: Small| a.max(b)))
    }

    /// Bitwise complement.
    #[inline(always)]
    pub fn complement(self) -> Self {
        T(M::op1(Op::SNot, self.0, |a: Small| Small::wrapping(!a.get())))
    }

    #[inline(always)]
    pub fn to_i64(self) -> T<M, i64> {
        T(M::op1(Op::SToI64, self.0, Small::get))
    }

    #[inline(always)]
    pub fn to_float(self) -> T<M, f64> {
        T(M::op1(Op::SToF, self.0, |a: Small| a.get() as f64))
    }
}

/// Rounds down; the divisor is neither 0 nor -1.
#[inline(always)]
pub fn floor_div(a: i64, b: i64) -> i64 {
    let q = a / b;
    if (a % b != 0) && ((a < 0) != (b < 0)) { q - 1 } else { q }
}

/// The divisor's sign; the divisor is neither 0 nor -1.
#[inline(always)]
pub fn floor_mod(a: i64, b: i64) -> i64 {
    let r = a % b;
    if r != 0 && ((r < 0) != (b < 0)) { r + b } else { r }
}

impl<M: Mode> T<M, i64> {
    /// The number as a guest integer; `None` where it needs more than 63 bits. Decides.
    #[inline(always)]
    pub fn checked_small(self) -> Option<T<M, Small>> {
        if M::test1(Op::IFits, self.0, |a: i64| Small::new(a).is_some()) { Some(self.small()) } else { None }
    }

    /// The number as a guest integer; it is known to fit (a length, an index).
    #[inline(always)]
    pub fn small(self) -> T<M, Small> {
        T(M::op1(Op::I64ToS, self.0, Small::wrapping))
    }

    /// `0 <= self < end`, in one test. Decides.
    #[inline(always)]
    pub fn below(self, end: T<M, i64>) -> bool {
        M::test2(Op::IULt, self.0, end.0, |a: i64, b: i64| (a as u64) < b as u64)
    }

    /// Logical shift right; the count is within 0..=63.
    #[inline(always)]
    pub fn logical_shr(self, count: T<M, i64>) -> Self {
        T(M::op2(Op::IShr, self.0, count.0, |a: i64, n: i64| (a as u64 >> n) as i64))
    }
}

macro_rules! arith {
    ($x:ty, $( $trait:ident $method:ident $op:ident $f:expr ),*) => {$(
        impl<M: Mode> $trait for T<M, $x> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, o: Self) -> Self {
                T(M::op2(Op::$op, self.0, o.0, $f))
            }
        }
    )*};
}
arith!(i64,
    Add add IAdd i64::wrapping_add, Sub sub ISub i64::wrapping_sub, Mul mul IMul i64::wrapping_mul,
    BitAnd bitand IAnd |a: i64, b: i64| a & b, BitOr bitor IOr |a: i64, b: i64| a | b,
    BitXor bitxor IXor |a: i64, b: i64| a ^ b, Shl shl IShl |a: i64, b: i64| a << (b & 63));
arith!(Small,
    BitAnd bitand SAnd |a: Small, b: Small| Small::from_word(a.word() & b.word()),
    BitOr bitor SOr |a: Small, b: Small| Small::from_word(a.word() | b.word()),
    BitXor bitxor SXor |a: Small, b: Small| Small::from_word(a.word() ^ b.word()));

/// Comparison that decides, for an ordered machine type: every operator is one test.
macro_rules! compare {
    ($x:ty, $plain:ty, $eq:ident, $lt:ident, $le:ident, $lit:expr) => {
        impl<M: Mode> PartialEq for T<M, $x> {
            #[inline(always)]
            fn eq(&self, o: &Self) -> bool {
                M::test2(Op::$eq, self.0, o.0, |a: $x, b: $x| a == b)
            }
            #[inline(always)]
            #[allow(clippy::partialeq_ne_impl, reason = "the default would leave a second guard")]
            fn ne(&self, o: &Self) -> bool {
                !M::test2(Op::$eq, self.0, o.0, |a: $x, b: $x| a == b)
            }
        }
        impl<M: Mode> PartialEq<$plain> for T<M, $x> {
            #[inline(always)]
            fn eq(&self, o: &$plain) -> bool {
                *self == T::<M, $x>::lit($lit(*o))
            }
            #[inline(always)]
            #[allow(clippy::partialeq_ne_impl, reason = "the default would leave a second guard")]
            fn ne(&self, o: &$plain) -> bool {
                *self != T::<M, $x>::lit($lit(*o))
            }
        }
        impl<M: Mode> PartialOrd for T<M, $x> {
            #[inline(always)]
            fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
                if self == o {
                    Some(Ordering::Equal)
                } else if self < o {
                    Some(Ordering::Less)
                } else if o < self {
                    Some(Ordering::Greater)
                } else {
                    None
                }
            }
            #[inline(always)]
            fn lt(&self, o: &Self) -> bool {
                M::test2(Op::$lt, self.0, o.0, |a: $x, b: $x| a < b)
            }
            #[inline(always)]
            fn le(&self, o: &Self) -> bool {
                M::test2(Op::$le, self.0, o.0, |a: $x, b: $x| a <= b)
            }
            #[inline(always)]
            fn gt(&self, o: &Self) -> bool {
                M::test2(Op::$lt, o.0, self.0, |a: $x, b: $x| a < b)
            }
            #[inline(always)]
            fn ge(&self, o: &Self) -> bool {
                M::test2(Op::$le, o.0, self.0, |a: $x, b: $x| a <= b)
            }
        }
        impl<M: Mode> PartialOrd<$plain> for T<M, $x> {
            #[inline(always)]
            fn partial_cmp(&self, o: &$plain) -> Option<Ordering> {
                self.partial_cmp(&T::<M, $x>::lit($lit(*o)))
            }
            #[inline(always)]
            fn lt(&self, o: &$plain) -> bool {
                *self < T::<M, $x>::lit($lit(*o))
            }
            #[inline(always)]
            fn le(&self, o: &$plain) -> bool {
                *self <= T::<M, $x>::lit($lit(*o))
            }
            #[inline(always)]
            fn gt(&self, o: &$plain) -> bool {
                *self > T::<M, $x>::lit($lit(*o))
            }
            #[inline(always)]
            fn ge(&self, o: &$plain) -> bool {
                *self >= T::<M, $x>::lit($lit(*o))
            }
        }
    };
}
pub(crate) use compare;
compare!(Small, i64, SEq, SLt, SLe, Small::wrapping);
compare!(i64, i64, IEq, ILt, ILe, std::convert::identity);
