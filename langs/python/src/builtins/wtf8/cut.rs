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

/// At every `sep`, at most `limit` times.
pub fn split(s: &[u8], sep: &[u8], limit: usize) -> Pieces {
    let mut out = Pieces::new();
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
    out
}

/// As [`split`], from the end.
pub fn rsplit(s: &[u8], sep: &[u8], limit: usize) -> Pieces {
    let mut out = Pieces::new();
    let mut to = s.len();
    while out.len() < limit
        && let Some(at) = memmem::rfind(&s[..to], sep)
    {
        out.push(at + sep.len()..to);
        to = at;
    }
    out.push(0..to);
    out.reverse();
    out
}

/// Words, at most `limit` cuts; the rest loses its leading white space only.
pub fn split_space(s: &[u8], limit: usize) -> Pieces {
    if s.is_ascii() {
        return split_ascii(s, limit);
    }
    let mut out = Pieces::new();
    let mut start = None;
    for (at, p) in indices(s) {
        match (is_space(p), start) {
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            (false, None) if out.len() == limit => {
                out.push(at..s.len());
                return out;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    out.extend(start.map(|from| from..s.len()));
    out
}

fn split_ascii(s: &[u8], limit: usize) -> Pieces {
    let space = |b: &u8| matches!(b, 9..=13 | 28..=32);
    let mut out = Pieces::with_capacity(s.len() / 8);
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
    out
}

/// As [`split_space`], from the end.
pub fn rsplit_space(s: &[u8], limit: usize) -> Pieces {
    let words = split_space(s, usize::MAX);
    if words.len() <= limit {
        return words;
    }
    let (rest, tail) = words.split_at(words.len() - limit);
    let head = if limit == 0 { super::strip::right(s, is_space) } else { rest.last().map_or(0, |r| r.end) };
    std::iter::once(0..head).chain(tail.iter().cloned()).collect()
}

/// Lines, with their ends if `keep`.
pub fn lines(s: &[u8], keep: bool) -> Pieces {
    if s.is_ascii() {
        return ascii_lines(s, keep);
    }
    let mut out = Pieces::new();
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
    out
}

fn ascii_lines(s: &[u8], keep: bool) -> Pieces {
    let mut out = Pieces::with_capacity(s.len() / 32);
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
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(s: &str, parts: Pieces) -> String {
        parts.into_iter().map(|r| format!("[{}]", &s[r])).collect()
    }

    #[test]
    fn words() {
        let s = "  a b  c  ";
        assert_eq!(show(s, split_space(s.as_bytes(), usize::MAX)), "[a][b][c]");
        assert_eq!(show(s, split_space(s.as_bytes(), 1)), "[a][b  c  ]");
        assert_eq!(show(s, split_space(s.as_bytes(), 0)), "[a b  c  ]");
        assert_eq!(show(s, rsplit_space(s.as_bytes(), 1)), "[  a b][c]");
        assert_eq!(show(s, rsplit_space(s.as_bytes(), 0)), "[  a b  c]");
        assert_eq!(show(s, rsplit_space(s.as_bytes(), 3)), "[a][b][c]");
    }

    #[test]
    fn separators() {
        assert_eq!(show("aXXXb", rsplit(b"aXXXb", b"XX", usize::MAX)), "[aX][b]");
        assert_eq!(show("aXXXb", split(b"aXXXb", b"XX", usize::MAX)), "[a][Xb]");
        assert_eq!(show("a,b,c", rsplit(b"a,b,c", b",", 1)), "[a,b][c]");
    }

    #[test]
    fn line_ends() {
        let s = "a\r\nb\rc\n\nd\u{2028}e";
        assert_eq!(show(s, lines(s.as_bytes(), false)), "[a][b][c][][d][e]");
        assert_eq!(show("a\n", lines(b"a\n", true)), "[a\n]");
    }
}
