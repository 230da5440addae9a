//! Complex numbers, within ops: to a trace they are two doubles each.

use super::inline::done;
use crate::number::BinOp;
use crate::types::objects::Complex as Object;
use trackway::*;

/// A number, as its parts.
#[derive(Clone, Copy)]
enum Number<M: Mode> {
    Complex(T<M, f64>, T<M, f64>),
    /// It has no imaginary part, which is not a zero one.
    Real(T<M, f64>),
}
use Number::*;

#[inline(always)]
fn parts<M: Mode>(m: M, v: T<M, Value>) -> Option<Number<M>> {
    if let Some(c) = v.cast::<Object>(m) {
        return Some(Complex(m.field(c, Object::RE), m.field(c, Object::IM)));
    }
    if let Some(f) = v.as_float() {
        return Some(Real(f));
    }
    Some(Real(v.as_small()?.to_float()))
}

fn new<M: Mode>(m: M, re: T<M, f64>, im: T<M, f64>) -> T<M, Value> {
    let c = m.new_object::<Object>(T::lit(0), 0);
    m.set_field(c, Object::RE, re);
    m.set_field(c, Object::IM, im);
    c.value()
}

/// `a op b` for sums, differences and products, where one is complex; `None`: the general way.
#[inline(never)]
pub fn binary<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>, op: BinOp) -> Option<T<M, Value>> {
    if !matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul) {
        return None;
    }
    let (re, im) = match (op, parts(m, a)?, parts(m, b)?) {
        (_, Real(_), Real(_)) => return None,
        (BinOp::Add, Complex(x, i), Complex(y, j)) => (x + y, i + j),
        (BinOp::Add, Complex(x, i), Real(y)) | (BinOp::Add, Real(x), Complex(y, i)) => (x + y, i),
        (BinOp::Sub, Complex(x, i), Complex(y, j)) => (x - y, i - j),
        (BinOp::Sub, Complex(x, i), Real(y)) => (x - y, i),
        (BinOp::Sub, Real(x), Complex(y, j)) => (x - y, -j),
        (_, Complex(x, i), Complex(y, j)) => (x * y - i * j, x * j + i * y),
        (_, Complex(x, i), Real(y)) => (x * y, i * y),
        (_, Real(x), Complex(y, j)) => (x * y, x * j),
    };
    Some(new(m, re, im))
}

/// `abs(v)` where that is finite; `None`: the general way.
pub fn abs<M: Mode>(m: M, v: T<M, Value>, d: Out) -> Option<Step> {
    let c = v.cast::<Object>(m)?;
    let size = hypot::call(m, m.field(c, Object::RE), m.field(c, Object::IM));
    if size < f64::INFINITY { Some(done(m, d, size.value(m))) } else { None }
}

#[residual(elidable)]
fn hypot(_machine: &Machine, x: f64, y: f64) -> f64 {
    x.hypot(y)
}
