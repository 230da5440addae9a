//! The Mersenne Twister: natives behind `library/modules/_random.py`.
//!
//! The state is a list of 625 integers, which the guest's object keeps.

use super::args::{Answer, int, int_word};
use crate::builtins::native::{Inline, Native, RandomOp};
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, value_error};
use crate::roots;
use crate::values::as_big;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{BigInt, List};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// Words of the state.
pub const N: usize = 624;
/// Tempering of a word: a shift right, two shifts left with masks, a shift right.
pub const TEMPER: (i64, (i64, i64), (i64, i64), i64) = (11, (7, 0x9d2c_5680), (15, 0xefc6_0000), 18);
/// The inverse of the 2^53 doubles that `random` has.
pub const PER_UNIT: f64 = 1.0 / 9007199254740992.0;
const M: usize = 397;

fn state(machine: &Machine, v: Value) -> Result<(Gc<List>, Vec<u32>), Raise> {
    let l = v.cast::<List>().filter(|l| List::len(*l) == N + 1);
    let Some(l) = l else { return Err(value_error(machine, "state vector is the wrong size")) };
    Ok((l, List::to_vec(&machine.heap, l).iter().map(|v| v.as_int().unwrap_or(0) as u32).collect()))
}

fn store(machine: &Machine, l: Gc<List>, words: &[u32]) {
    let all: Vec<Value> = words.iter().map(|w| int_word(machine, *w as i64)).collect();
    List::assign(&machine.heap, l, &all);
}

/// The next number; only the counter changes but once in 624 times.
fn next(machine: &Machine, v: Value) -> Result<u32, Raise> {
    let l = v.cast::<List>().filter(|l| List::len(*l) == N + 1);
    let Some(l) = l else { return Err(value_error(machine, "state vector is the wrong size")) };
    let at = List::get(&machine.heap, l, N).as_int().unwrap_or(N as i64) as usize;
    if at >= N {
        let (l, mut s) = state(machine, v)?;
        twist(&mut s);
        store(machine, l, &s);
    }
    let at = if at >= N { 0 } else { at };
    let mut y = List::get(&machine.heap, l, at).as_int().unwrap_or(0) as u32;
    List::set(&machine.heap, l, N, int_word(machine, at as i64 + 1)).map_err(|_| memory_error(machine))?;
    y ^= y >> TEMPER.0;
    y ^= y << TEMPER.1.0 & TEMPER.1.1 as u32;
    y ^= y << TEMPER.2.0 & TEMPER.2.1 as u32;
    Ok(y ^ y >> TEMPER.3)
}

/// The next 624 words from the last.
fn twist(s: &mut [u32]) {
    let mixed = |high: u32, low: u32, other: u32| {
        let y = high & 0x8000_0000 | low & 0x7fff_ffff;
        other ^ y >> 1 ^ if y & 1 == 1 { 0x9908_b0df } else { 0 }
    };
    // In three parts without a remainder: a fifth of the time.
    for i in 0..N - M {
        s[i] = mixed(s[i], s[i + 1], s[i + M]);
    }
    for i in N - M..N - 1 {
        s[i] = mixed(s[i], s[i + 1], s[i + M - N]);
    }
    s[N - 1] = mixed(s[N - 1], s[0], s[M - 1]);
    s[N] = 0;
}

fn seed_one(s: u32) -> Vec<u32> {
    let mut mt = vec![s];
    for i in 1..N {
        let last = mt[i - 1];
        mt.push(1812433253u32.wrapping_mul(last ^ last >> 30).wrapping_add(i as u32));
    }
    mt.push(N as u32);
    mt
}

/// `(state, integer)`
fn seed(machine: &Machine, args: &[Value]) -> Answer {
    let Some(n) = as_big(machine, args[1]) else {
        return Err(crate::errors::type_error(machine, "The seed must be an integer"));
    };
    let mut key = n.magnitude().to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    let mut mt = seed_one(19650218);
    let (mut i, mut j) = (1, 0);
    for _ in 0..N.max(key.len()) {
        mt[i] = (mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30).wrapping_mul(1664525))
            .wrapping_add(key[j])
            .wrapping_add(j as u32);
        i += 1;
        j += 1;
        if i >= N {
            mt[0] = mt[N - 1];
            i = 1;
        }
        if j >= key.len() {
            j = 0;
        }
    }
    for _ in 0..N - 1 {
        mt[i] = (mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30).wrapping_mul(1566083941)).wrapping_sub(i as u32);
        i += 1;
        if i >= N {
            mt[0] = mt[N - 1];
            i = 1;
        }
    }
    mt[0] = 0x8000_0000;
    let Some(l) = args[0].cast::<List>() else { return Err(value_error(machine, "no state")) };
    store(machine, l, &mt);
    Ok(roots::none(machine))
}

fn random(machine: &Machine, args: &[Value]) -> Answer {
    let (a, b) = (next(machine, args[0])? >> 5, next(machine, args[0])? >> 6);
    Ok(machine.heap.float((a as f64 * 67108864.0 + b as f64) * PER_UNIT))
}

/// `(state, bits)`
fn bits(machine: &Machine, args: &[Value]) -> Answer {
    let k = int(machine, args[1])?;
    if k < 0 {
        return Err(value_error(machine, "number of bits must be non-negative"));
    }
    if k == 0 {
        return Ok(Value::ZERO);
    }
    if k <= 32 {
        return Ok(int_word(machine, (next(machine, args[0])? >> (32 - k)) as i64));
    }
    machine.heap.check(k as usize / 8).map_err(|_| crate::errors::memory_error(machine))?;
    let mut digits = Vec::new();
    let mut left = k;
    while left > 0 {
        let r = next(machine, args[0])?;
        digits.push(if left < 32 { r >> (32 - left) } else { r });
        left -= 32;
    }
    let limb = |pair: &[u32]| pair.iter().rev().fold(0, |w, d| w << 32 | u64::from(*d));
    let limbs: Vec<u64> = digits.chunks(2).map(limb).collect();
    Ok(BigInt::of_magnitude(&machine.heap, false, &limbs))
}

const PRIVATE: &[Native] = &[
    Native::effect("_mt_seed", 2, 2, seed),
    Native::effect("_mt_random", 1, 1, random).inline(Inline::Random(RandomOp::Random)),
    Native::effect("_mt_bits", 2, 2, bits).inline(Inline::Random(RandomOp::Bits)),
];
