//! The operators of doubles, with Python's rules for zero, infinity and signs.

use super::divide::by_zero;
use crate::errors::raise;
use crate::number::BinOp;
use crate::types::builtin::Cls;
use crate::types::objects::Complex;
use num_bigint::BigInt as Big;
use num_traits::FromPrimitive;
use trackway::{Machine, Raise, Value};
use trackway_kit::BigInt;

/// `f op g`; `None` for operators that floats do not have.
pub fn binary(machine: &Machine, op: BinOp, f: f64, g: f64) -> Result<Option<Value>, Raise> {
    let r = match op {
        BinOp::Add => f + g,
        BinOp::Sub => f - g,
        BinOp::Mul => f * g,
        BinOp::Pow => return power(machine, f, g).map(Some),
        BinOp::TrueDiv | BinOp::FloorDiv | BinOp::Mod if g == 0.0 => {
            return Err(by_zero(machine, "division by zero"));
        }
        BinOp::TrueDiv => f / g,
        BinOp::FloorDiv => divmod(f, g).0,
        BinOp::Mod => modulo(f, g),
        _ => return Ok(None),
    };
    Ok(Some(machine.heap.float(r)))
}

/// The remainder with the divisor's sign; `g` is not zero.
pub fn modulo(f: f64, g: f64) -> f64 {
    let r = f % g;
    if r == 0.0 {
        0f64.copysign(g)
    } else if (g < 0.0) != (r < 0.0) {
        r + g
    } else {
        r
    }
}

/// Floor quotient and remainder; `g` is not zero.
pub fn divmod(f: f64, g: f64) -> (f64, f64) {
    let exact = f % g;
    let mut q = (f - exact) / g;
    if exact != 0.0 && (g < 0.0) != (exact < 0.0) {
        q -= 1.0;
    }
    let q = match q.floor() {
        _ if q == 0.0 => 0f64.copysign(f / g),
        whole if q - whole > 0.5 => whole + 1.0,
        whole => whole,
    };
    (q, modulo(f, g))
}

/// `f ** g`.
pub fn power(machine: &Machine, f: f64, g: f64) -> Result<Value, Raise> {
    if f == 0.0 && g < 0.0 && g.is_finite() {
        return Err(raise(machine, Cls::ZeroDivisionError, "zero to a negative power"));
    }
    if f < 0.0 && f.is_finite() && g.is_finite() && g != g.floor() {
        if (-f).powf(g).is_infinite() {
            return Err(raise(machine, Cls::OverflowError, "complex exponentiation"));
        }
        return Ok(complex_power(machine, f, g));
    }
    let r = f.powf(g);
    if r.is_infinite() && f.is_finite() && g.is_finite() {
        return Err(crate::errors::raise_with(machine, Cls::OverflowError, &range_args(machine)));
    }
    Ok(machine.heap.float(r))
}

/// The arguments of the exception for "the C library reported ERANGE".
fn range_args(machine: &Machine) -> [Value; 2] {
    let text = trackway_kit::Str::new(&machine.heap, "Numerical result out of range");
    [Value::int(34).expect("small"), text.value()]
}

/// A negative number to a fractional power.
fn complex_power(machine: &Machine, f: f64, g: f64) -> Value {
    let (length, angle) = ((-f).powf(g), std::f64::consts::PI * g);
    let c = machine.heap.alloc::<Complex>();
    c.set(&machine.heap, Complex::RE, length * angle.cos());
    c.set(&machine.heap, Complex::IM, length * angle.sin());
    c.value()
}

/// A whole double as an integer.
pub fn to_int(machine: &Machine, f: f64) -> Result<Value, Raise> {
    if f.is_nan() {
        return Err(crate::errors::value_error(machine, "cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(raise(machine, Cls::OverflowError, "cannot convert float infinity to integer"));
    }
    if f.abs() < 4e18 {
        return Ok(BigInt::from_i64(&machine.heap, f as i64));
    }
    Ok(super::word(machine, Big::from_f64(f.trunc()).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        assert_eq!(divmod(-7.0, 2.0), (-4.0, 1.0));
        assert_eq!(divmod(7.0, -2.0), (-4.0, -1.0));
        assert!(modulo(-0.0, 5.0).is_sign_positive() && modulo(4.0, -2.0).is_sign_negative());
        assert_eq!(divmod(1e300, 1e-10).1, 1e300 % 1e-10);
        assert_eq!(modulo(5.0, f64::INFINITY), 5.0);
        assert_eq!(modulo(-5.0, f64::INFINITY), f64::INFINITY);
    }
}
