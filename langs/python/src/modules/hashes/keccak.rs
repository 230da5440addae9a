//! SHA-3 and SHAKE (FIPS 202).

use super::{Algorithm, Digest};

const fn keccak(name: &'static str, block: usize, finish: fn(Digest, usize) -> Vec<u8>) -> Algorithm {
    Algorithm { name, block, words: 25, start: || vec![0; 25], mix: absorb, finish, keeps_last: false }
}

pub const ALL: &[Algorithm] = &[
    keccak("sha3_224", 144, |d, _| squeeze(d, 6, 28)),
    keccak("sha3_256", 136, |d, _| squeeze(d, 6, 32)),
    keccak("sha3_384", 104, |d, _| squeeze(d, 6, 48)),
    keccak("sha3_512", 72, |d, _| squeeze(d, 6, 64)),
    keccak("shake_128", 168, |d, n| squeeze(d, 0x1f, n)),
    keccak("shake_256", 136, |d, n| squeeze(d, 0x1f, n)),
];

fn absorb(s: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    for (w, c) in s.iter_mut().zip(block.chunks(8)) {
        *w ^= u64::from_le_bytes(c.try_into().expect("eight bytes"));
    }
    permute(s);
}

fn squeeze(mut d: Digest, suffix: u8, n: usize) -> Vec<u8> {
    let size = d.algorithm.block;
    let mut last = d.rest.clone();
    last.push(suffix);
    last.resize(size, 0);
    last[size - 1] |= 0x80;
    absorb(&mut d.words, &last, 0, true);
    let mut out = Vec::with_capacity(n + size);
    loop {
        out.extend(d.words.iter().flat_map(|w| w.to_le_bytes()).take(size));
        if out.len() >= n {
            out.truncate(n);
            return out;
        }
        permute(&mut d.words);
    }
}

fn permute(s: &mut [u64]) {
    let mut lfsr = 1u8;
    for _ in 0..24 {
        let mut c = [0; 5];
        for x in 0..5 {
            c[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
        }
        for x in 0..5 {
            let d = c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
            (0..5).for_each(|y| s[x + 5 * y] ^= d);
        }
        // Rotate and move along one path through all lanes but the first.
        let (mut x, mut y, mut lane) = (1, 0, s[1]);
        for t in 0..24u32 {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            let moved = lane.rotate_left((t + 1) * (t + 2) / 2 % 64);
            lane = std::mem::replace(&mut s[x + 5 * y], moved);
        }
        for y in 0..5 {
            let row: Vec<u64> = s[5 * y..5 * y + 5].to_vec();
            (0..5).for_each(|x| s[5 * y + x] = row[x] ^ !row[(x + 1) % 5] & row[(x + 2) % 5]);
        }
        for j in 0..7 {
            if lfsr & 1 == 1 {
                s[0] ^= 1 << ((1u32 << j) - 1);
            }
            lfsr = lfsr << 1 ^ if lfsr >> 7 == 1 { 0x71 } else { 0 };
        }
    }
}
