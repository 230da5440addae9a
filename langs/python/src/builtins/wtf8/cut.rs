//! Splitting: pieces as ranges of bytes.

use super::chars::{is_line_break, is_space};
use super::{indices, width};
use memchr::memmem;
use smallvec::SmallVec;
use std::ops::Range;

/// Ranges of bytes.
pub type Pieces = SmallVec<[Range<usize>; 16]>;

/// Words of a short piece and of its place in the list.
pub const PIECE_WORDS: usize = 5;

/// At every `sep`, at most `limit` times. As all here, adds to `out`: it is large to be moved about.
pub fn split(s: &[u8], sep: &[u8], limit: usize, out: &mut Pieces) {
    let mut from = 0;
    let mut cut = |at: usize| {
        out.push(from..at);
        from = at + sep.len();
    };
    match sep {
        [byte] => memchr::memchr_iter(*byte, s).take(limit).for_each(&mut cut),
        _ => memmem::find_iter(s, sep).take(limit).for_each(&mut cut),
    }
    out.push(from..s.len());
}

/// As [`split`], from the end.
pub fn rsplit(s: &[u8], sep: &[u8], limit: usize, out: &mut Pieces) {
    let mut to = s.len();
    while out.len() < limit
        && let Some(at) = memmem::rfind(&s[..to], sep)
    {
        out.push(at + sep.len()..to);
        to = at;
    }
    out.push(0..to);
    out.reverse();
}

/// Words, at most `limit` cuts; the rest loses its leading white space only.
pub fn split_space(s: &[u8], limit: usize, out: &mut Pieces) {
    if s.is_ascii() {
        return split_ascii(s, limit, out);
    }
    let mut start = None;
    for (at, p) in indices(s) {
        match (is_space(p), start) {
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            (false, None) if out.len() == limit => {
                return out.push(at..s.len());
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    out.extend(start.map(|from| from..s.len()));
}

fn split_ascii(s: &[u8], limit: usize, out: &mut Pieces) {
    let space = |b: &u8| matches!(b, 9..=13 | 28..=32);
    let mut at = 0;
    while let Some(skipped) = s[at..].iter().position(|b| !space(b)) {
        at += skipped;
        if out.len() == limit {
            out.push(at..s.len());
            break;
        }
        let end = s[at..].iter().position(space).map_or(s.len(), |n| at + n);
        out.push(at..end);
        at = end;
    }
}

/// As [`split_space`], from the end.
pub fn rsplit_space(s: &[u8], limit: usize, out: &mut Pieces) {
    split_space(s, usize::MAX, out);
    if out.len() <= limit {
        return;
    }
    let rest = out.len() - limit;
    let head = if limit == 0 { super::strip::right(s, is_space) } else { out[rest - 1].end };
    out.drain(1..rest);
    out[0] = 0..head;
}

/// Lines, with their ends if `keep`.
pub fn lines(s: &[u8], keep: bool, out: &mut Pieces) {
    if s.is_ascii() {
        return ascii_lines(s, keep, out);
    }
    let mut from = 0;
    for (at, p) in indices(s) {
        if at < from || !is_line_break(p) {
            continue;
        }
        let end = if p == 13 && s.get(at + 1) == Some(&10) { at + 2 } else { at + width(p) };
        out.push(from..if keep { end } else { at });
        from = end;
    }
    if from < s.len() {
        out.push(from..s.len());
    }
}

fn ascii_lines(s: &[u8], keep: bool, out: &mut Pieces) {
    let mut from = 0;
    while let Some(n) = s[from..].iter().position(|b| *b < 0x20 && is_line_break(u32::from(*b))) {
        let at = from + n;
        let end = if s[at] == 13 && s.get(at + 1) == Some(&10) { at + 2 } else { at + 1 };
        out.push(from..if keep { end } else { at });
        from = end;
    }
    if from < s.len() {
        out.push(from..s.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(s: &str, cut: impl FnOnce(&[u8], &mut Pieces)) -> String {
        let mut parts = Pieces::new();
        cut(s.as_bytes(), &mut parts);
        parts.into_iter().map(|r| format!("[{}]", &s[r])).collect()
    }

    #[test]
    fn words() {
        let s = "  a b  c  ";
        assert_eq!(show(s, |s, out| split_space(s, usize::MAX, out)), "[a][b][c]");
        assert_eq!(show(s, |s, out| split_space(s, 1, out)), "[a][b  c  ]");
        assert_eq!(show(s, |s, out| split_space(s, 0, out)), "[a b  c  ]");
        assert_eq!(show(s, |s, out| rsplit_space(s, 1, out)), "[  a b][c]");
        assert_eq!(show(s, |s, out| rsplit_space(s, 0, out)), "[  a b  c]");
        assert_eq!(show(s, |s, out| rsplit_space(s, 3, out)), "[a][b][c]");
    }

    #[test]
    fn separators() {
        assert_eq!(show("aXXXb", |s, out| rsplit(s, b"XX", usize::MAX, out)), "[aX][b]");
        assert_eq!(show("aXXXb", |s, out| split(s, b"XX", usize::MAX, out)), "[a][Xb]");
        assert_eq!(show("a,b,c", |s, out| rsplit(s, b",", 1, out)), "[a,b][c]");
    }

    #[test]
    fn line_ends() {
        let s = "a\r\nb\rc\n\nd\u{2028}e";
        assert_eq!(show(s, |s, out| lines(s, false, out)), "[a][b][c][][d][e]");
        assert_eq!(show("a\n", |s, out| lines(s, true, out)), "[a\n]");
    }
}
