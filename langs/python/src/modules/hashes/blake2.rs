//! BLAKE2 (RFC 7693).

use super::sha2::square_roots;
use super::{Algorithm, Digest};

pub const ALL: &[Algorithm] = &[
    Algorithm {
        name: "blake2b",
        block: 128,
        words: 8,
        start: || square_roots(0).to_vec(),
        mix: blake2b,
        finish: |d, n| finish(d, n, 8),
        keeps_last: true,
    },
    Algorithm {
        name: "blake2s",
        block: 64,
        words: 8,
        start: || square_roots(0).iter().map(|w| w >> 32).collect(),
        mix: blake2s,
        finish: |d, n| finish(d, n, 4),
        keeps_last: true,
    },
];

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// The lanes that the eight steps of a round mix.
const LANES: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// A state whose start is mixed with a block of parameters.
pub fn start_with(big: bool, parameters: &[u8]) -> Vec<u8> {
    let a = if big { &ALL[0] } else { &ALL[1] };
    let size = if big { 8 } else { 4 };
    let mut words = (a.start)();
    for (w, c) in words.iter_mut().zip(parameters.chunks(size)) {
        let mut b = [0; 8];
        b[..c.len()].copy_from_slice(c);
        *w ^= u64::from_le_bytes(b);
    }
    Digest { algorithm: a, words, total: 0, rest: Vec::new() }.write()
}

fn finish(mut d: Digest, n: usize, size: usize) -> Vec<u8> {
    let total = d.len();
    let mut last = d.rest.clone();
    last.resize(d.algorithm.block, 0);
    (d.algorithm.mix)(&mut d.words, &last, total, true);
    let mut out: Vec<u8> = d.words.iter().flat_map(|w| w.to_le_bytes().into_iter().take(size)).collect();
    out.truncate(n);
    out
}

fn blake2b(h: &mut [u64], block: &[u8], total: u64, last: bool) {
    let m: Vec<u64> =
        block.chunks(8).map(|c| u64::from_le_bytes(c.try_into().expect("eight bytes"))).collect();
    let mut v = [h, square_roots(0)].concat();
    v[12] ^= total;
    v[14] = if last { !v[14] } else { v[14] };
    for round in 0..12 {
        let s = &SIGMA[round % 10];
        for (i, [a, b, c, d]) in LANES.into_iter().enumerate() {
            v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[s[2 * i]]);
            v[d] = (v[d] ^ v[a]).rotate_right(32);
            v[c] = v[c].wrapping_add(v[d]);
            v[b] = (v[b] ^ v[c]).rotate_right(24);
            v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[s[2 * i + 1]]);
            v[d] = (v[d] ^ v[a]).rotate_right(16);
            v[c] = v[c].wrapping_add(v[d]);
            v[b] = (v[b] ^ v[c]).rotate_right(63);
        }
    }
    (0..8).for_each(|i| h[i] ^= v[i] ^ v[i + 8]);
}

fn blake2s(h: &mut [u64], block: &[u8], total: u64, last: bool) {
    let m: Vec<u32> =
        block.chunks(4).map(|c| u32::from_le_bytes(c.try_into().expect("four bytes"))).collect();
    let mut v: Vec<u32> =
        h.iter().map(|w| *w as u32).chain(square_roots(0).iter().map(|w| (w >> 32) as u32)).collect();
    v[12] ^= total as u32;
    v[13] ^= (total >> 32) as u32;
    v[14] = if last { !v[14] } else { v[14] };
    for s in &SIGMA {
        for (i, [a, b, c, d]) in LANES.into_iter().enumerate() {
            v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[s[2 * i]]);
            v[d] = (v[d] ^ v[a]).rotate_right(16);
            v[c] = v[c].wrapping_add(v[d]);
            v[b] = (v[b] ^ v[c]).rotate_right(12);
            v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[s[2 * i + 1]]);
            v[d] = (v[d] ^ v[a]).rotate_right(8);
            v[c] = v[c].wrapping_add(v[d]);
            v[b] = (v[b] ^ v[c]).rotate_right(7);
        }
    }
    (0..8).for_each(|i| h[i] ^= (v[i] ^ v[i + 8]) as u64);
}
