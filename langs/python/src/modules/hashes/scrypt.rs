//! scrypt's mixing function (RFC 7914, sections 3 to 5); `library/modules/_hashlib.py` does the rest.

use super::super::args::{Answer, bytes, bytes_word, int};
use crate::errors::{memory_error, value_error};
use crate::modules::signals::interruption;
use trackway::{Machine, Raise, Value};

/// Words of a block of Salsa20.
const BLOCK: usize = 16;

fn salsa(x: &mut [u32; BLOCK]) {
    let start = *x;
    let mut quarter = |a: usize, b: usize, c: usize, d: usize| {
        x[b] ^= x[a].wrapping_add(x[d]).rotate_left(7);
        x[c] ^= x[b].wrapping_add(x[a]).rotate_left(9);
        x[d] ^= x[c].wrapping_add(x[b]).rotate_left(13);
        x[a] ^= x[d].wrapping_add(x[c]).rotate_left(18);
    };
    for _ in 0..4 {
        for i in 0..4 {
            quarter(5 * i, (5 * i + 4) % 16, (5 * i + 8) % 16, (5 * i + 12) % 16);
        }
        for i in 0..4 {
            let row = 4 * i;
            quarter(5 * i, row + (i + 1) % 4, row + (i + 2) % 4, row + (i + 3) % 4);
        }
    }
    x.iter_mut().zip(start).for_each(|(x, s)| *x = x.wrapping_add(s));
}

/// From `from` to `to`, both of `2 * r` blocks.
fn mix(from: &[u32], to: &mut [u32]) {
    let (blocks, _) = from.as_chunks::<BLOCK>();
    let half = blocks.len() / 2;
    let mut x = blocks[blocks.len() - 1];
    for (i, block) in blocks.iter().enumerate() {
        x.iter_mut().zip(block).for_each(|(x, b)| *x ^= b);
        salsa(&mut x);
        let at = BLOCK * (i / 2 + if i % 2 == 0 { 0 } else { half });
        to[at..at + BLOCK].copy_from_slice(&x);
    }
}

fn romix(x: &mut Vec<u32>, n: usize, check: impl Fn() -> Result<(), Raise>) -> Result<(), Raise> {
    let len = x.len();
    let mut kept: Vec<u32> = Vec::with_capacity(n * len);
    let mut other = vec![0; len];
    for i in 0..n {
        if i.is_multiple_of(1024) {
            check()?;
        }
        kept.extend_from_slice(x);
        mix(x, &mut other);
        std::mem::swap(x, &mut other);
    }
    for i in 0..n {
        if i.is_multiple_of(1024) {
            check()?;
        }
        let last = len - BLOCK;
        let at = (u64::from(x[last]) | u64::from(x[last + 1]) << 32) as usize & (n - 1);
        x.iter_mut().zip(&kept[at * len..]).for_each(|(x, v)| *x ^= v);
        mix(x, &mut other);
        std::mem::swap(x, &mut other);
    }
    Ok(())
}

/// `(block of 128 * r bytes, n)`; n is a power of two.
pub fn scrypt_mix(machine: &Machine, args: &[Value]) -> Answer {
    let block = bytes(machine, args[0])?.into_owned();
    let n = int(machine, args[1])? as usize;
    if block.is_empty() || !block.len().is_multiple_of(128) || !n.is_power_of_two() {
        return Err(value_error(machine, "invalid block"));
    }
    machine.heap.check(block.len().saturating_mul(n)).map_err(|_| memory_error(machine))?;
    let (words, _) = block.as_chunks::<4>();
    let mut x: Vec<u32> = words.iter().map(|w| u32::from_le_bytes(*w)).collect();
    romix(&mut x, n, || interruption(machine))?;
    let out: Vec<u8> = x.iter().flat_map(|w| w.to_le_bytes()).collect();
    Ok(bytes_word(machine, &out))
}
