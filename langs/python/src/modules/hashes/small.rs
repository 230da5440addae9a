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
    const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let m: Vec<u32> =
        block.chunks(4).map(|c| u32::from_le_bytes(c.try_into().expect("four bytes"))).collect();
    let (mut a, mut b, mut c, mut d) = (h[0] as u32, h[1] as u32, h[2] as u32, h[3] as u32);
    for i in 0..64 {
        let (f, g) = match i / 16 {
            0 => (b & c | !b & d, i),
            1 => (d & b | !d & c, (5 * i + 1) % 16),
            2 => (b ^ c ^ d, (3 * i + 5) % 16),
            _ => (c ^ (b | !d), 7 * i % 16),
        };
        let k = (((i + 1) as f64).sin().abs() * 4294967296.0) as u32;
        let f = f.wrapping_add(a).wrapping_add(k).wrapping_add(m[g]);
        (a, d, c) = (d, c, b);
        b = b.wrapping_add(f.rotate_left(TURNS[i / 16][i % 4]));
    }
    for (h, x) in h.iter_mut().zip([a, b, c, d]) {
        *h = (*h as u32).wrapping_add(x) as u64;
    }
}

fn sha1(h: &mut [u64], block: &[u8], _total: u64, _last: bool) {
    let mut w: Vec<u32> =
        block.chunks(4).map(|c| u32::from_be_bytes(c.try_into().expect("four bytes"))).collect();
    for i in 16..80 {
        w.push((w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1));
    }
    let mut s = [0u32; 5];
    s.iter_mut().zip(h.iter()).for_each(|(s, h)| *s = *h as u32);
    for (i, w) in w.iter().enumerate() {
        let [a, b, c, d, e] = s;
        let (f, k) = match i / 20 {
            0 => (b & c | !b & d, 0x5a827999),
            1 => (b ^ c ^ d, 0x6ed9eba1),
            2 => (b & c | b & d | c & d, 0x8f1bbcdc),
            _ => (b ^ c ^ d, 0xca62c1d6u32),
        };
        let t = a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(*w);
        s = [t, a, b.rotate_left(30), c, d];
    }
    for (h, x) in h.iter_mut().zip(s) {
        *h = (*h as u32).wrapping_add(x) as u64;
    }
}
