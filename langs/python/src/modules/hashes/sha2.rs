//! SHA-2 (FIPS 180-4). Its constants are fractional parts of roots of primes.

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

fn cube_roots() -> &'static [u64] {
    static ALL: OnceLock<Vec<u64>> = OnceLock::new();
    ALL.get_or_init(|| primes().take(80).map(|p| fraction(p, 3)).collect())
}

fn sha256(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    let mut w: Vec<u32> =
        block.chunks(4).map(|c| u32::from_be_bytes(c.try_into().expect("four bytes"))).collect();
    for i in 16..64 {
        let (x, y) = (w[i - 15], w[i - 2]);
        let a = x.rotate_right(7) ^ x.rotate_right(18) ^ x >> 3;
        let b = y.rotate_right(17) ^ y.rotate_right(19) ^ y >> 10;
        w.push(w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b));
    }
    let mut s = [0u32; 8];
    s.iter_mut().zip(h.iter()).for_each(|(s, h)| *s = *h as u32);
    for (w, k) in w.iter().zip(cube_roots()) {
        let [a, b, c, d, e, f, g, last] = s;
        let x = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let t =
            last.wrapping_add(x).wrapping_add(e & f ^ !e & g).wrapping_add((k >> 32) as u32).wrapping_add(*w);
        let y = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let u = y.wrapping_add(a & b ^ a & c ^ b & c);
        s = [t.wrapping_add(u), a, b, c, d.wrapping_add(t), e, f, g];
    }
    for (h, x) in h.iter_mut().zip(s) {
        *h = (*h as u32).wrapping_add(x) as u64;
    }
}

fn sha512(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    let mut w: Vec<u64> =
        block.chunks(8).map(|c| u64::from_be_bytes(c.try_into().expect("eight bytes"))).collect();
    for i in 16..80 {
        let (x, y) = (w[i - 15], w[i - 2]);
        let a = x.rotate_right(1) ^ x.rotate_right(8) ^ x >> 7;
        let b = y.rotate_right(19) ^ y.rotate_right(61) ^ y >> 6;
        w.push(w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b));
    }
    let mut s = [0u64; 8];
    s.copy_from_slice(h);
    for (w, k) in w.iter().zip(cube_roots()) {
        let [a, b, c, d, e, f, g, last] = s;
        let x = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
        let t = last.wrapping_add(x).wrapping_add(e & f ^ !e & g).wrapping_add(*k).wrapping_add(*w);
        let y = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
        let u = y.wrapping_add(a & b ^ a & c ^ b & c);
        s = [t.wrapping_add(u), a, b, c, d.wrapping_add(t), e, f, g];
    }
    for (h, x) in h.iter_mut().zip(s) {
        *h = h.wrapping_add(x);
    }
}
