//! Message digests: natives behind `library/modules/_md5.py` and its kin.
//!
//! A digest under way is a guest's bytes: the words of the state, the number of bytes seen, and
//! what does not fill a block yet.

mod blake2;
mod keccak;
mod scrypt;
mod sha2;
mod small;

use super::args::{Answer, bytes, bytes_word, int, text};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// An algorithm.
pub struct Algorithm {
    pub name: &'static str,
    /// Bytes.
    pub block: usize,
    /// Words of the state.
    pub words: usize,
    pub start: fn() -> Vec<u64>,
    /// Mixes one block in. The last argument: bytes seen with this block, and whether it is the last.
    pub mix: fn(&mut [u64], &[u8], u64, bool),
    pub finish: fn(Digest, usize) -> Vec<u8>,
    /// The last block is kept back, since it is mixed in differently.
    pub keeps_last: bool,
}

/// A digest under way.
pub struct Digest {
    pub algorithm: &'static Algorithm,
    pub words: Vec<u64>,
    pub total: u64,
    pub rest: Vec<u8>,
}

fn algorithm(machine: &Machine, name: Value) -> Result<&'static Algorithm, Raise> {
    let text = name.cast::<Str>().map_or(&b""[..], |s| Str::bytes(&machine.heap, s));
    [small::ALL, sha2::ALL, keccak::ALL, blake2::ALL]
        .into_iter()
        .flatten()
        .find(|a| a.name.as_bytes() == text)
        .ok_or_else(|| {
            value_error(machine, &format!("unsupported hash type {}", String::from_utf8_lossy(text)))
        })
}

impl Digest {
    fn new(algorithm: &'static Algorithm) -> Digest {
        Digest { algorithm, words: (algorithm.start)(), total: 0, rest: Vec::new() }
    }

    fn read(algorithm: &'static Algorithm, b: &[u8]) -> Option<Digest> {
        let n = 8 * algorithm.words;
        let word = |i: usize| Some(u64::from_le_bytes(b.get(i..i + 8)?.try_into().ok()?));
        let words = (0..algorithm.words).map(|i| word(8 * i)).collect::<Option<Vec<u64>>>()?;
        Some(Digest { algorithm, words, total: word(n)?, rest: b.get(n + 8..)?.to_vec() })
    }

    fn write(&self) -> Vec<u8> {
        let mut out: Vec<u8> = self.words.iter().flat_map(|w| w.to_le_bytes()).collect();
        out.extend(self.total.to_le_bytes());
        out.extend(&self.rest);
        out
    }

    pub fn update(&mut self, data: &[u8]) {
        let size = self.algorithm.block;
        let keep = usize::from(self.algorithm.keeps_last);
        let mut data = data;
        if !self.rest.is_empty() {
            let n = (size - self.rest.len()).min(data.len());
            self.rest.extend(&data[..n]);
            data = &data[n..];
            if self.rest.len() < size || keep == 1 && data.is_empty() {
                return;
            }
            self.total += size as u64;
            (self.algorithm.mix)(&mut self.words, &self.rest, self.total, false);
            self.rest.clear();
        }
        while data.len() >= size + keep {
            self.total += size as u64;
            (self.algorithm.mix)(&mut self.words, &data[..size], self.total, false);
            data = &data[size..];
        }
        self.rest.extend(data);
    }

    /// Bytes seen in all.
    pub fn len(&self) -> u64 {
        self.total + self.rest.len() as u64
    }

    /// Fills the last block as MD5 and the SHAs do: a one, zeros, the number of bits.
    pub fn pad(&mut self, length: usize, big: bool) {
        let (size, bits) = (self.algorithm.block, (self.len() as u128) << 3);
        let all = (self.rest.len() + 1 + length).next_multiple_of(size);
        let mut tail = vec![0; all - length - self.rest.len()];
        tail[0] = 0x80;
        let all = if big { bits.to_be_bytes() } else { bits.to_le_bytes() };
        tail.extend(if big { &all[16 - length..] } else { &all[..length] });
        self.update(&tail);
    }
}

/// `(name, data)`
fn start(machine: &Machine, args: &[Value]) -> Answer {
    let mut d = Digest::new(algorithm(machine, args[0])?);
    d.update(&bytes(machine, args[1])?);
    Ok(bytes_word(machine, &d.write()))
}

fn state(machine: &Machine, args: &[Value]) -> Result<Digest, Raise> {
    let a = algorithm(machine, args[0])?;
    Digest::read(a, &bytes(machine, args[1])?)
        .ok_or_else(|| value_error(machine, "damaged state of a digest"))
}

/// `(name, state, data)`
fn update(machine: &Machine, args: &[Value]) -> Answer {
    let mut d = state(machine, args)?;
    d.update(&bytes(machine, args[2])?);
    Ok(bytes_word(machine, &d.write()))
}

/// `(name, state, length)`
fn finish(machine: &Machine, args: &[Value]) -> Answer {
    let d = state(machine, args)?;
    let n = int(machine, args[2])?;
    if !(0..1 << 29).contains(&n) {
        return Err(value_error(machine, "length is too large"));
    }
    let f = d.algorithm.finish;
    Ok(bytes_word(machine, &f(d, n as usize)))
}

const PRIVATE: &[Native] = &[
    Native::pure("_hash_start", 2, 2, start),
    Native::pure("_hash_update", 3, 3, update),
    Native::pure("_hash_finish", 3, 3, finish),
    Native::pure("_scrypt_mix", 2, 2, scrypt::scrypt_mix),
    Native::pure("_blake2_start", 2, 2, |m, a| {
        let big = text(m, a[0])? == "blake2b";
        Ok(bytes_word(m, &blake2::start_with(big, &bytes(m, a[1])?)))
    }),
];
