//! Strings: UTF-8, generalised so that a lone surrogate has its three bytes (WTF-8).
//!
//! The number of code points is kept; where it equals the number of bytes the string is ASCII and
//! positions are byte offsets. Equal strings have equal bytes, so hashing and comparing look at
//! bytes only.
//!
//! A large string that was put together of two keeps its bytes in a buffer with room behind them, so
//! that adding to it again need not copy it: the sum sees the same buffer, a little further.

use crate::positions;
use std::borrow::Cow;
use trackway::{AppendBuffer, Elements, Gc, Heap, Native, Object, Value};

/// An immutable string.
#[derive(Object)]
#[object(id = 15)]
pub struct Str {
    /// Of the bytes; 0 while not computed.
    hash: i64,
    /// ZERO, or the [`positions::Positions`] of a string that is not ASCII.
    positions: Value,
    /// Code points.
    #[immutable]
    chars: i64,
    /// ZERO, or a [`Shared`] that has the bytes; then the tail is empty.
    #[immutable]
    shared: Value,
    #[immutable]
    #[tail]
    bytes: Elements<u8>,
}

/// The first bytes of a buffer.
#[derive(Object)]
#[object(id = 20)]
pub struct Shared {
    #[immutable]
    buffer: Gc<Buffer>,
    #[immutable]
    len: i64,
}

/// Bytes that strings share.
#[derive(Object)]
#[object(id = 21)]
pub struct Buffer {
    #[immutable]
    bytes: Native<AppendBuffer>,
}

/// Bytes from which on a sum of strings has a buffer: strings of that kind are no shorter.
pub const SHARED_FROM: usize = 1 << 10;

impl Str {
    /// A string of these characters.
    pub fn new(heap: &Heap, text: &str) -> Gc<Str> {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str::with_chars(heap, text.as_bytes(), chars)
    }

    /// A string of WTF-8 bytes.
    pub fn from_wtf8(heap: &Heap, bytes: &[u8]) -> Gc<Str> {
        let chars = if bytes.is_ascii() { bytes.len() } else { count(bytes) };
        Str::with_chars(heap, bytes, chars)
    }

    /// A string of parts, one behind the other, with so many code points in all.
    pub fn of_parts(heap: &Heap, parts: &[&[u8]], chars: usize) -> Gc<Str> {
        let s = heap.alloc_parts::<Str>(parts);
        s.set(heap, Str::CHARS, chars as i64);
        s
    }

    /// A string of ASCII characters, which it need not count.
    pub fn ascii(heap: &Heap, bytes: &[u8]) -> Gc<Str> {
        debug_assert!(bytes.is_ascii());
        Str::with_chars(heap, bytes, bytes.len())
    }

    /// A string of code points; surrogates are allowed.
    pub fn from_points(heap: &Heap, points: impl IntoIterator<Item = u32>) -> Gc<Str> {
        let mut bytes = Vec::new();
        let mut chars = 0;
        for p in points {
            push_point(&mut bytes, p);
            chars += 1;
        }
        Str::with_chars(heap, &bytes, chars)
    }

    fn with_chars(heap: &Heap, bytes: &[u8], chars: usize) -> Gc<Str> {
        let s = heap.alloc_bytes::<Str>(bytes);
        s.set(heap, Str::CHARS, chars as i64);
        s
    }

    /// The bytes, until the next safepoint.
    #[inline]
    pub fn bytes(heap: &Heap, s: Gc<Str>) -> &[u8] {
        match s.get(Str::SHARED) {
            Value::ZERO => heap.bytes(s),
            shared => Str::shared_bytes(heap, shared),
        }
    }

    #[cold]
    fn shared_bytes(heap: &Heap, shared: Value) -> &[u8] {
        let shared = shared.cast::<Shared>().expect("bytes in a buffer");
        let buffer = shared.get(Shared::BUFFER).get(Buffer::BYTES).get(heap);
        buffer.prefix(shared.get(Shared::LEN) as usize)
    }

    /// The number of bytes.
    #[inline]
    pub fn size(s: Gc<Str>) -> usize {
        match s.get(Str::SHARED).cast::<Shared>() {
            None => s.tail_len(Str::BYTES),
            Some(shared) => shared.get(Shared::LEN) as usize,
        }
    }

    /// The text; `None` when it has lone surrogates.
    pub fn as_str(heap: &Heap, s: Gc<Str>) -> Option<&str> {
        std::str::from_utf8(Str::bytes(heap, s)).ok()
    }

    /// The text, lone surrogates replaced.
    pub fn text(heap: &Heap, s: Gc<Str>) -> Cow<'_, str> {
        match std::str::from_utf8(Str::bytes(heap, s)) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => points(Str::bytes(heap, s))
                .map(|p| char::from_u32(p).unwrap_or('\u{fffd}'))
                .collect::<String>()
                .into(),
        }
    }

    /// Code points.
    #[inline]
    pub fn len(s: Gc<Str>) -> usize {
        s.get(Str::CHARS) as usize
    }

    #[inline]
    pub fn is_ascii(s: Gc<Str>) -> bool {
        s.get(Str::CHARS) as usize == Str::size(s)
    }

    /// The hash, computed once; never 0.
    pub fn hash(heap: &Heap, s: Gc<Str>) -> i64 {
        let known = s.get(Str::HASH);
        if known != 0 {
            return known;
        }
        let h = hash_bytes(Str::bytes(heap, s));
        s.set(heap, Str::HASH, h);
        h
    }

    #[inline]
    pub fn equal(heap: &Heap, a: Gc<Str>, b: Gc<Str>) -> bool {
        a == b || Str::bytes(heap, a) == Str::bytes(heap, b)
    }

    pub fn concat(heap: &Heap, a: Gc<Str>, b: Gc<Str>) -> Gc<Str> {
        if Str::size(a) >= SHARED_FROM {
            return Str::extended(heap, a, b);
        }
        let s = heap.alloc_parts::<Str>(&[Str::bytes(heap, a), Str::bytes(heap, b)]);
        s.set(heap, Str::CHARS, (Str::len(a) + Str::len(b)) as i64);
        s
    }

    /// `a + b` in a buffer: the one of `a` where `a` ends at its end.
    fn extended(heap: &Heap, a: Gc<Str>, b: Gc<Str>) -> Gc<Str> {
        let (n, more) = (Str::size(a), Str::bytes(heap, b));
        let own = a.get(Str::SHARED).cast::<Shared>().map(|s| s.get(Shared::BUFFER));
        let own = own.filter(|buffer| {
            let bytes = buffer.get(Buffer::BYTES).get(heap);
            bytes.used() == n && bytes.append(more)
        });
        let buffer = own.unwrap_or_else(|| {
            let capacity = 2 * (n + more.len());
            let bytes = AppendBuffer::with_capacity(heap, capacity);
            bytes.append(Str::bytes(heap, a));
            bytes.append(more);
            let buffer = heap.alloc::<Buffer>();
            buffer.set(heap, Buffer::BYTES, Native::new(bytes));
            buffer
        });
        let shared = heap.alloc::<Shared>();
        shared.set(heap, Shared::BUFFER, buffer);
        shared.set(heap, Shared::LEN, (n + more.len()) as i64);
        let s = heap.alloc_bytes::<Str>(&[]);
        s.set(heap, Str::CHARS, (Str::len(a) + Str::len(b)) as i64);
        s.set(heap, Str::SHARED, shared.value());
        s
    }

    /// The strings one after the other.
    pub fn join(heap: &Heap, parts: &[Gc<Str>]) -> Gc<Str> {
        Str::join_each(heap, parts.len(), |i| parts[i])
    }

    /// As [`Str::join`], of `n` strings.
    pub fn join_each(heap: &Heap, n: usize, part: impl Fn(usize) -> Gc<Str>) -> Gc<Str> {
        const FEW: usize = 8;
        let chars = (0..n).map(|i| Str::len(part(i))).sum();
        let total = (0..n).map(|i| Str::size(part(i))).sum();
        if n <= FEW && total < SHARED_FROM {
            let mut bytes: [&[u8]; FEW] = [&[]; FEW];
            (0..n).for_each(|i| bytes[i] = Str::bytes(heap, part(i)));
            let s = heap.alloc_parts::<Str>(&bytes[..n]);
            s.set(heap, Str::CHARS, chars as i64);
            return s;
        }
        let mut bytes = Vec::with_capacity(total);
        (0..n).for_each(|i| bytes.extend_from_slice(Str::bytes(heap, part(i))));
        Str::with_chars(heap, &bytes, chars)
    }

    /// The byte offset of code point `i`, which is at most the length.
    pub fn offset(heap: &Heap, s: Gc<Str>, i: usize) -> usize {
        if Str::is_ascii(s) { i } else { positions::offset(heap, s, i) }
    }

    /// Code points `start..end`, which are in range and in order.
    pub fn slice(heap: &Heap, s: Gc<Str>, start: usize, end: usize) -> Gc<Str> {
        let bytes = Str::bytes(heap, s);
        if Str::is_ascii(s) {
            return Str::with_chars(heap, &bytes[start..end], end - start);
        }
        const NEAR: usize = 64;
        let from = positions::offset(heap, s, start);
        let near = end - start < NEAR;
        let to =
            if near { positions::forward(bytes, from, end - start) } else { positions::offset(heap, s, end) };
        Str::with_chars(heap, &bytes[from..to], end - start)
    }

    /// Code point `i`, which is in range.
    pub fn point(heap: &Heap, s: Gc<Str>, i: usize) -> u32 {
        point_at(Str::bytes(heap, s), Str::offset(heap, s, i))
    }
}

/// The string behind a word, if it is one.
#[inline]
pub fn str_of(v: Value) -> Option<Gc<Str>> {
    v.cast::<Str>()
}

/// Code points of WTF-8 bytes.
pub fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// The code points of WTF-8 bytes.
pub fn points(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let here = at;
        at += positions::width(*bytes.get(at)?);
        Some(point_at(bytes, here))
    })
}

/// The code point that begins at byte `at`.
#[inline]
pub fn point_at(bytes: &[u8], at: usize) -> u32 {
    let more = |i: usize| bytes[at + i] as u32 & 0x3f;
    let lead = bytes[at] as u32;
    match positions::width(bytes[at]) {
        1 => lead,
        2 => (lead & 0x1f) << 6 | more(1),
        3 => (lead & 0x0f) << 12 | more(1) << 6 | more(2),
        _ => (lead & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3),
    }
}

/// Appends a code point, surrogates included.
pub fn push_point(bytes: &mut Vec<u8>, p: u32) {
    match char::from_u32(p) {
        Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => bytes.extend([0xe0 | (p >> 12) as u8, 0x80 | (p >> 6 & 0x3f) as u8, 0x80 | (p & 0x3f) as u8]),
    }
}

/// A hash of bytes that fits 62 bits and is never 0.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = (bytes.len() as u64).wrapping_mul(K);
    let mut chunks = bytes.chunks_exact(8);
    for c in &mut chunks {
        let word = u64::from_le_bytes(c.try_into().expect("eight bytes"));
        h = (h.rotate_left(23) ^ word).wrapping_mul(K);
    }
    let mut last = 0u64;
    for b in chunks.remainder() {
        last = last << 8 | *b as u64;
    }
    h = (h.rotate_left(23) ^ last).wrapping_mul(K);
    h ^= h >> 32;
    ((h >> 2) as i64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_round_trip() {
        let all = [0x41, 0xe9, 0x20ac, 0xd800, 0x1f600, 0xdfff];
        let mut bytes = Vec::new();
        all.iter().for_each(|p| push_point(&mut bytes, *p));
        assert_eq!(points(&bytes).collect::<Vec<_>>(), all);
        assert_eq!(count(&bytes), all.len());
        assert_eq!(crate::positions::forward(&bytes, 0, 2), 3);
    }
}
