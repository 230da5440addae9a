//! Doubles as dynamic values.

use crate::mode::{Mode, T};
use crate::t_int::compare;
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};
use trackway_gc::{Small, Value};
use trackway_ir::Op;

macro_rules! arith {
    ($( $trait:ident $method:ident $op:ident $f:expr ),*) => {$(
        impl<M: Mode> $trait for T<M, f64> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, o: Self) -> Self {
                T(M::op2(Op::$op, self.0, o.0, $f))
            }
        }
    )*};
}
arith!(Add add FAdd |a: f64, b: f64| a + b, Sub sub FSub |a: f64, b: f64| a - b,
    Mul mul FMul |a: f64, b: f64| a * b, Div div FDiv |a: f64, b: f64| a / b);
compare!(f64, f64, FEq, FLt, FLe, std::convert::identity);

impl<M: Mode> Neg for T<M, f64> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        T(M::op1(Op::FNeg, self.0, |a: f64| -a))
    }
}

macro_rules! unary {
    ($( $(#[$doc:meta])* $name:ident $op:ident ),*) => {
        impl<M: Mode> T<M, f64> {$(
            $(#[$doc])*
            #[inline(always)]
            pub fn $name(self) -> Self {
                T(M::op1(Op::$op, self.0, f64::$name))
            }
        )*}
    };
}
unary!(
    /// Absolute value.
    abs FAbs,
    /// Square root; NaN below 0.
    sqrt FSqrt,
    /// Largest integer not above.
    floor FFloor,
    /// Smallest integer not below.
    ceil FCeil,
    /// Nearest integer toward zero.
    trunc FTrunc
);

impl<M: Mode> T<M, f64> {
    #[inline(always)]
    pub fn value(self, m: M) -> T<M, Value> {
        T(m.box_float(self.0))
    }

    /// The same number, NaN among them, where the zeros are two. Decides.
    #[inline(always)]
    pub fn is_same_number(self, o: Self) -> bool {
        if self == o {
            // The zeros differ in their inverse.
            return self != 0.0 || T::lit(1.0) / self == T::lit(1.0) / o;
        }
        self.is_nan() && o.is_nan()
    }

    /// Decides.
    #[inline(always)]
    pub fn is_nan(self) -> bool {
        #[allow(clippy::eq_op, reason = "NaN alone differs from itself")]
        let is_number = self == self;
        !is_number
    }

    /// The integer part, if it fits 63 bits; `None` for larger numbers, infinities and NaN.
    /// Decides.
    #[inline(always)]
    pub fn checked_to_small(self) -> Option<T<M, Small>> {
        const LIMIT: f64 = (1u64 << 62) as f64;
        if self < LIMIT && self > -LIMIT {
            let i: T<M, i64> = T(M::op1(Op::FToI64, self.0, |a: f64| a as i64));
            Some(i.small())
        } else {
            None
        }
    }
}
