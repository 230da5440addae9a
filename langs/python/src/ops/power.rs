//! `a ** b` of numbers, within ops.
//!
//! CPython's `float ** float` is the C library's `pow`. For squares and square roots a product and a root, which are
//! rounded correctly, are the same except where the exact value lies almost in the middle of two doubles: there `pow`,
//! whose error is at most 0.54 units in the last place (0.509 in 2 * 10^8 random ones), may come out on the other side.
//! How far the exact value is from the rounded one is known by Dekker's product ("A floating-point technique for
//! extending the available precision", 1971), so the few in the middle are left to `pow` (Ziv's test).

use super::arith::floats;
use trackway::*;

#[inline(always)]
pub fn fast_pow<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        if y == 2 {
            return x.checked_mul(x).map(|v| v.value());
        }
        let power = int_pow::call(m, x.to_i64(), y.to_i64());
        return power.checked_small().map(|v| v.value());
    }
    let (x, y) = floats(a, b)?;
    if y == 2.0
        && let Some(square) = square(x)
    {
        return Some(square.value(m));
    }
    let positive = x > 0.0;
    if !positive {
        return None;
    }
    if y == 0.5
        && let Some(root) = root(x)
    {
        return Some(root.value(m));
    }
    let power = float_pow::call(m, x, y);
    if power < f64::INFINITY { Some(power.value(m)) } else { None }
}

/// Below this, what a product has lost may itself have lost bits.
const LEAST: f64 = 1e-270;
/// What lies further than 0.5 / 1.09 = 0.459 units in the last place from the rounded value is left to `pow`.
const MARGIN: f64 = 1.09;

/// `x * x` as `pow` has it; `None`: `pow` must say. What overflows is NaN in the test.
#[inline(always)]
fn square<M: Mode>(x: T<M, f64>) -> Option<T<M, f64>> {
    let p = x * x;
    let clear = p > LEAST && p + lost(x, p) * T::lit(MARGIN) == p;
    clear.then_some(p)
}

/// The square root of a positive number as `pow` has it; `None`: `pow` must say.
#[inline(always)]
fn root<M: Mode>(x: T<M, f64>) -> Option<T<M, f64>> {
    let s = x.sqrt();
    let p = s * s;
    let rest = (x - p) - lost(s, p);
    let clear = p > LEAST && s + rest * (T::lit(0.5 * MARGIN) / s) == s;
    clear.then_some(s)
}

/// What rounding took from `x * x`, which became `p`.
#[inline(always)]
fn lost<M: Mode>(x: T<M, f64>, p: T<M, f64>) -> T<M, f64> {
    // Veltkamp's split into two halves of 26 bits.
    let c = x * T::lit(134_217_729.0);
    let high = c - (c - x);
    let low = x - high;
    let cross = high * low;
    ((high * high - p) + (cross + cross)) + low * low
}

/// A power that fits a small integer; otherwise a number that does not.
#[residual(elidable)]
pub fn int_pow(_machine: &Machine, a: i64, b: i64) -> i64 {
    u32::try_from(b).ok().and_then(|b| a.checked_pow(b)).unwrap_or(i64::MAX)
}

/// The power of a positive number; infinite where it is too large.
#[residual(elidable)]
pub fn float_pow(_machine: &Machine, a: f64, b: f64) -> f64 {
    a.powf(b)
}
