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
    if let Some(state) = s.as_mut_array() {
        ::keccak::Keccak::new().with_f1600(|f| f(state));
    }
}
