//! Strings as bytes: what str's methods compute, without the heap.
//!
//! A string is WTF-8 (see `trackway_kit::string`). Searching and cutting work on bytes: no code
//! point's bytes occur within another's.

pub mod case;
pub mod chars;
pub mod cut;
pub mod pad;
pub mod quote;
pub mod search;
pub mod strip;

pub use trackway_kit::string::{count, points, push_point};

/// The bytes of these code points.
pub fn from_points(points: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(points.len());
    points.iter().for_each(|p| push_point(&mut bytes, *p));
    bytes
}

/// The code points of WTF-8 bytes with the byte offset of each.
pub fn indices(bytes: &[u8]) -> impl Iterator<Item = (usize, u32)> + '_ {
    let mut at = 0;
    points(bytes).map(move |p| {
        let here = at;
        at += width(p);
        (here, p)
    })
}

/// Bytes of a code point.
pub fn width(p: u32) -> usize {
    match p {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// Where the code point that ends at byte `end` begins.
pub fn before(bytes: &[u8], end: usize) -> usize {
    (0..end).rev().find(|i| bytes[*i] & 0xc0 != 0x80).unwrap_or(0)
}
