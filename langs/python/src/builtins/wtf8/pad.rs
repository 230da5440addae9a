//! Filling to a width. Widths are code points.

use super::{count, indices};

/// `s` between so many fill characters.
pub fn around(s: &[u8], left: usize, right: usize, fill: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len() + (left + right) * fill.len());
    (0..left).for_each(|_| out.extend_from_slice(fill));
    out.extend_from_slice(s);
    (0..right).for_each(|_| out.extend_from_slice(fill));
    out
}

/// Fill characters left and right of a centred string; the odd one goes left if the width is odd.
pub fn center(chars: usize, width: usize) -> (usize, usize) {
    let pad = width.saturating_sub(chars);
    let left = pad / 2 + (pad & width & 1);
    (left, pad - left)
}

/// Zeros between the sign and the rest.
pub fn zeros(s: &[u8], width: usize) -> Vec<u8> {
    let pad = width.saturating_sub(count(s));
    let sign = s.first().is_some_and(|b| matches!(b, b'+' | b'-')) as usize;
    let mut out = s[..sign].to_vec();
    out.extend(std::iter::repeat_n(b'0', pad));
    out.extend_from_slice(&s[sign..]);
    out
}

/// Tabs as spaces up to the next multiple of `size`; `None` when the result is too long.
pub fn expand_tabs(s: &[u8], size: usize, limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(s.len());
    let mut column = 0;
    for (at, p) in indices(s) {
        if p == 9 {
            let n = if size == 0 { 0 } else { size - column % size };
            if n > limit - out.len().min(limit) {
                return None;
            }
            out.extend(std::iter::repeat_n(b' ', n));
            column += n;
        } else {
            column = if matches!(p, 10 | 13) { 0 } else { column + 1 };
            out.extend_from_slice(&s[at..at + super::width(p)]);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centring() {
        assert_eq!((center(1, 4), center(2, 5), center(3, 2)), ((1, 2), (2, 1), (0, 0)));
    }

    #[test]
    fn tabs_and_zeros() {
        assert_eq!(expand_tabs(b"a\tb\n\tc", 4, 100).as_deref(), Some(&b"a   b\n    c"[..]));
        assert_eq!(zeros(b"-5", 4), b"-005");
    }
}
