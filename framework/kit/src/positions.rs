//! Where the code points of a string lie among its bytes.
//!
//! Near either end a look at the bytes tells. A longer string that is not ASCII remembers it in a table, from the first
//! time somebody asks: for each 64 code points three words, the byte at which they begin, and how far from there each
//! fourth one begins.
//!
//! ```text
//!   code point   64    65    66    67    68    69    ..
//!   byte         71    73    75    77    78    80    ..      a table's words:  .. 71, [0 7 ..], [..]
//! ```

use crate::Str;
use crate::string::count;
use trackway::{Elements, Gc, Heap, Object};

/// Code points from one place of a table to the next.
const STRIDE: usize = 64;
/// Words for a place.
const WORDS: usize = 3;
/// Code points from one distance to the next, which is a byte.
const STEP: usize = 4;

/// The table of a string.
#[derive(Object)]
#[object(id = 29)]
pub struct Positions {
    #[immutable]
    #[tail]
    places: Elements<i64>,
}

/// The byte offset of code point `i` of a string that is not ASCII; `i` is at most the length.
pub fn offset(heap: &Heap, s: Gc<Str>, i: usize) -> usize {
    let (bytes, chars) = (Str::bytes(heap, s), Str::len(s));
    if i < STRIDE {
        return forward(bytes, 0, i);
    }
    let table = match s.get(Str::POSITIONS).cast::<Positions>() {
        Some(table) => table,
        None if chars - i < STRIDE => return backward(bytes, chars - i),
        None => table_of(heap, s),
    };
    if i == chars {
        return bytes.len();
    }
    let word = |k: usize| table.item(Positions::PLACES, i / STRIDE * WORDS + k);
    let step = i % STRIDE / STEP;
    let distance = word(1 + step / 8) >> (step % 8 * 8) & 0xff;
    let start = word(0) as usize + distance as usize;
    (0..i % STEP).fold(start, |at, _| at + width(bytes[at]))
}

/// The number of the code point that begins at byte `at`, at most the number of bytes; `near` is another one's number
/// and byte, not behind it.
pub fn number(heap: &Heap, s: Gc<Str>, at: usize, near: (usize, usize)) -> usize {
    let bytes = Str::bytes(heap, s);
    if at - near.1 < 2 * STRIDE {
        return near.0 + count(&bytes[near.1..at]);
    }
    let Some(table) = s.get(Str::POSITIONS).cast::<Positions>() else {
        return near.0 + count(&bytes[near.1..at]);
    };
    let start = |k: usize| table.item(Positions::PLACES, k * WORDS) as usize;
    // The last of the places that does not lie behind it; the first is 0.
    let (mut low, mut high) = (0, table.tail_len(Positions::PLACES) / WORDS);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if start(middle) <= at { low = middle } else { high = middle }
    }
    low * STRIDE + count(&bytes[start(low)..at])
}

#[inline(never)]
fn table_of(heap: &Heap, s: Gc<Str>) -> Gc<Positions> {
    let bytes = Str::bytes(heap, s);
    let places = Str::len(s).div_ceil(STRIDE);
    let table = heap.alloc_tail::<Positions>(places * WORDS);
    let mut at = 0;
    for k in 0..places {
        let mut words = [at as i64, 0, 0];
        for i in 0..STRIDE.min(Str::len(s) - k * STRIDE) {
            if i % STEP == 0 {
                words[1 + i / STEP / 8] |= (at as i64 - words[0]) << (i / STEP % 8 * 8);
            }
            at += width(bytes[at]);
        }
        table.set_items(heap, Positions::PLACES, k * WORDS, &words);
    }
    s.set(heap, Str::POSITIONS, table.value());
    table
}

/// Bytes of the code point that begins with this one.
#[inline]
pub fn width(lead: u8) -> usize {
    match lead {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// The offset of the `n`th code point that begins at `at` or behind it, counted from 0.
pub fn forward(bytes: &[u8], mut at: usize, mut n: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    while n > 4
        && let Some(eight) = bytes.get(at..at + 8)
    {
        let word = u64::from_le_bytes(eight.try_into().expect("eight bytes"));
        let begun = 8 - (word >> 7 & !(word >> 6) & ONES).count_ones() as usize;
        if begun > n {
            break;
        }
        (n, at) = (n - begun, at + 8);
    }
    while bytes.get(at).is_some_and(|b| b & 0xc0 == 0x80) {
        at += 1;
    }
    while n > 0 && at < bytes.len() {
        (n, at) = (n - 1, at + width(bytes[at]));
    }
    at
}

/// The offset of the `n`th code point from the end.
fn backward(bytes: &[u8], n: usize) -> usize {
    let starts = (0..bytes.len()).rev().filter(|i| bytes[*i] & 0xc0 != 0x80);
    starts.take(n).last().unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each offset is where the characters before it end, each number leads back, whether a table is there or not.
    fn check(text: &str) {
        let heap = Heap::new();
        crate::register(&heap);
        let mut expected: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        expected.push(text.len());
        let (fresh, all) = (Str::new(&heap, text), Str::new(&heap, text));
        for (i, at) in expected.iter().enumerate().rev() {
            assert_eq!(offset(&heap, all, i), *at, "{i} of {text}");
            assert_eq!(number(&heap, all, *at, (0, 0)), i, "{at} in {text}");
            assert_eq!(number(&heap, fresh, *at, (0, 0)), i, "{at} in {text}");
            assert_eq!(forward(text.as_bytes(), 0, i), *at, "{i} of {text}");
        }
        assert_eq!(all.get(Str::POSITIONS).cast::<Positions>().is_some(), expected.len() > 2 * STRIDE);
    }

    #[test]
    fn offsets_and_numbers() {
        for n in [1, 63, 64, 65, 127, 128, 129, 300] {
            for unit in ["é", "漢", "\u{1f600}", "aé", "a漢b\u{1f600}é", "plain ascii, é"] {
                check(&unit.chars().cycle().take(n).collect::<String>());
            }
            check(&format!("{}{}", "x".repeat(n), "漢".repeat(n)));
        }
    }
}
