//! MD5 and SHA-1 (RFC 1321, RFC 3174).

use super::{Algorithm, Digest};

pub const ALL: &[Algorithm] = &[
    Algorithm {
        name: "md5",
        block: 64,
        words: 4,
        start: || vec![0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476],
        mix: md5,
        finish: |mut d: Digest, _| {
            d.pad(8, false);
            d.words.iter().flat_map(|w| (*w as u32).to_le_bytes()).collect()
        },
        keeps_last: false,
    },
    Algorithm {
        name: "sha1",
        block: 64,
        words: 5,
        start: || vec![0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
        mix: sha1,
        finish: |mut d: Digest, _| {
            d.pad(8, true);
            d.words.iter().flat_map(|w| (*w as u32).to_be_bytes()).collect()
        },
        keeps_last: false,
    },
];

fn md5(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    narrow(h, |state| ::md5::block_api::compress(state, block.as_chunks().0));
}

fn sha1(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    narrow(h, |state| ::sha1::block_api::compress(state, block.as_chunks().0));
}

/// Lets `mix` change the words of a state of 32 bits each.
pub fn narrow<const N: usize>(h: &mut [u64], mix: impl FnOnce(&mut [u32; N])) {
    let mut state = std::array::from_fn(|i| h[i] as u32);
    mix(&mut state);
    h.iter_mut().zip(state).for_each(|(h, x)| *h = x.into());
}
