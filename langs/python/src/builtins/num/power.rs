//! `**` and three-argument `pow` of integers.

use super::{Int, check_bits, float_ops, large};
use crate::errors::value_error;
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, Limbs};

/// `x ** y`; a float where `y` is negative.
pub fn power(machine: &Machine, x: Int, y: Int) -> Result<Value, Raise> {
    if y.signum() < 0 {
        let (f, g) = (x.to_f64(machine)?, y.to_f64(machine)?);
        return float_ops::power(machine, f, g);
    }
    match (x, y) {
        (_, Int::Small(0)) | (Int::Small(1), _) => return Ok(Value::int(1).expect("small")),
        (Int::Small(0), _) => return Ok(Value::ZERO),
        (Int::Small(-1), _) => {
            let odd = y.limbs(&mut [0; 2]).magnitude[0] & 1 == 1;
            return Ok(Value::int(if odd { -1 } else { 1 }).expect("small"));
        }
        _ => {}
    }
    let e = y.clamp() as u64;
    if let Int::Small(i) = x
        && let Some(r) = u32::try_from(e).ok().and_then(|e| i.checked_pow(e))
    {
        return Ok(BigInt::from_i64(&machine.heap, r));
    }
    // The last squaring needs the result's size again to work in.
    check_bits(machine, least_bits(x, e).saturating_mul(2))?;
    let mut room = [0; 2];
    let x = x.limbs(&mut room);
    let n = large::power(machine, &large::natural(x), e)?;
    Ok(large::natural_word(&machine.heap, x.negative && e & 1 == 1, &n))
}

/// About how many bits `x ** e` has, for `x` beyond 1: never more.
fn least_bits(x: Int, e: u64) -> u64 {
    match x {
        Int::Small(i) => ((i.unsigned_abs() as f64).log2() * e as f64 * 0.999) as u64,
        _ => x.bits().saturating_sub(1).saturating_mul(e),
    }
}

/// `pow(x, y, m)`.
pub fn power_mod(machine: &Machine, x: Int, y: Int, m: Int) -> Result<Value, Raise> {
    if let (Int::Small(x), Int::Small(y), Int::Small(m)) = (x, y, m)
        && y >= 0
        && m > 0
    {
        return Ok(BigInt::from_i64(&machine.heap, small_power_mod(x, y, m)));
    }
    if m.signum() == 0 {
        return Err(value_error(machine, "pow() 3rd argument cannot be 0"));
    }
    let mut rooms = [[0; 2]; 3];
    let [p, q, r] = &mut rooms;
    let (x, y, m) = (x.limbs(p), y.limbs(q), m.limbs(r));
    let Some(n) = large::power_mod(x, y, large::natural(m)) else {
        return Err(value_error(machine, "base is not invertible for the given modulus"));
    };
    let n = n.as_words();
    if !m.negative || n.is_empty() {
        return Ok(BigInt::of_magnitude(&machine.heap, false, n));
    }
    // The remainder has the modulus' sign.
    Ok(BigInt::add(&machine.heap, Limbs { negative: false, magnitude: n }, m))
}

/// `x ** y % m` for `y >= 0` and `m > 0`.
fn small_power_mod(x: i64, y: i64, m: i64) -> i64 {
    let m = m as u128;
    let (mut base, mut left, mut product) = ((x as i128).rem_euclid(m as i128) as u128, y, 1 % m);
    while left > 0 {
        if left & 1 == 1 {
            product = product * base % m;
        }
        base = base * base % m;
        left >>= 1;
    }
    product as i64
}
