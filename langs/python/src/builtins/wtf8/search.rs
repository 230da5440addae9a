//! Finding and replacing.

use memchr::memmem;

/// The first place of `needle` in `hay`, a byte offset.
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        _ => memmem::find(hay, needle),
    }
}

/// The last place.
pub fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, hay),
        _ => memmem::rfind(hay, needle),
    }
}

/// How often `needle` occurs without overlap; an empty one occurs around every character.
pub fn count(hay: &[u8], needle: &[u8]) -> usize {
    if needle.is_empty() {
        return super::count(hay) + 1;
    }
    match needle {
        [byte] => memchr::memchr_iter(*byte, hay).count(),
        _ => memmem::find_iter(hay, needle).count(),
    }
}

/// Replaces the first `limit` occurrences.
pub fn replace(hay: &[u8], old: &[u8], new: &[u8], limit: usize) -> Vec<u8> {
    if old.is_empty() {
        return interleave(hay, new, limit);
    }
    let mut out = Vec::with_capacity(hay.len());
    let mut from = 0;
    for at in memmem::find_iter(hay, old).take(limit) {
        out.extend_from_slice(&hay[from..at]);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(&hay[from..]);
    out
}

/// Bytes of the result of [`replace`], to be checked beforehand.
pub fn replaced_len(hay: &[u8], old: &[u8], new: &[u8], limit: usize) -> usize {
    if new.len() <= old.len() {
        return hay.len();
    }
    hay.len().saturating_add(count(hay, old).min(limit).saturating_mul(new.len() - old.len()))
}

/// `new` before each of the first characters, and behind the last.
fn interleave(hay: &[u8], new: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut left = limit;
    for (i, b) in hay.iter().enumerate() {
        if left > 0 && b & 0xc0 != 0x80 {
            out.extend_from_slice(new);
            left -= 1;
        }
        out.push(hay[i]);
    }
    if left > 0 {
        out.extend_from_slice(new);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_needles() {
        assert_eq!(count("héé".as_bytes(), b""), 4);
        assert_eq!(replace(b"abc", b"", b"-", usize::MAX), b"-a-b-c-");
        assert_eq!(replace(b"abc", b"", b"-", 2), b"-a-bc");
        assert_eq!(replace(b"", b"", b"-", 1), b"-");
        assert_eq!(replace(b"aaa", b"a", b"bb", 2), b"bbbba");
        assert_eq!(replaced_len(b"aaa", b"a", b"bb", 2), 5);
    }
}
