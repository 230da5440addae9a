//! SHA-2 (FIPS 180-4). It starts from fractional parts of roots of primes.

use super::{Algorithm, Digest};
use num_bigint::BigUint;
use std::sync::OnceLock;

const fn wide(
    name: &'static str,
    start: fn() -> Vec<u64>,
    finish: fn(Digest, usize) -> Vec<u8>,
) -> Algorithm {
    Algorithm { name, block: 128, words: 8, start, mix: sha512, finish, keeps_last: false }
}

const fn narrow(
    name: &'static str,
    start: fn() -> Vec<u64>,
    finish: fn(Digest, usize) -> Vec<u8>,
) -> Algorithm {
    Algorithm { name, block: 64, words: 8, start, mix: sha256, finish, keeps_last: false }
}

pub const ALL: &[Algorithm] = &[
    narrow("sha224", || square_roots(8).iter().map(|w| w & 0xffff_ffff).collect(), |d, _| short(d, 28)),
    narrow("sha256", || square_roots(0).iter().map(|w| w >> 32).collect(), |d, _| short(d, 32)),
    wide("sha384", || square_roots(8).to_vec(), |d, _| long(d, 48)),
    wide("sha512", || square_roots(0).to_vec(), |d, _| long(d, 64)),
];

fn short(mut d: Digest, n: usize) -> Vec<u8> {
    d.pad(8, true);
    let mut out: Vec<u8> = d.words.iter().flat_map(|w| (*w as u32).to_be_bytes()).collect();
    out.truncate(n);
    out
}

fn long(mut d: Digest, n: usize) -> Vec<u8> {
    d.pad(16, true);
    let mut out: Vec<u8> = d.words.iter().flat_map(|w| w.to_be_bytes()).collect();
    out.truncate(n);
    out
}

fn primes() -> impl Iterator<Item = u32> {
    (2..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0))
}

/// 64 bits behind the point of a root of `p`.
fn fraction(p: u32, root: u32) -> u64 {
    let scaled = BigUint::from(p) << (64 * root);
    scaled.nth_root(root).iter_u64_digits().next().unwrap_or(0)
}

/// Of eight primes from the `skip`-th on.
pub fn square_roots(skip: usize) -> &'static [u64] {
    static ALL: OnceLock<Vec<u64>> = OnceLock::new();
    &ALL.get_or_init(|| primes().take(16).map(|p| fraction(p, 2)).collect())[skip..skip + 8]
}

fn sha256(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    super::small::narrow(h, |state| ::sha2::block_api::compress256(state, block.as_chunks().0));
}

fn sha512(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    if let Some(state) = h.as_mut_array() {
        ::sha2::block_api::compress512(state, block.as_chunks().0);
    }
}
