//! Stripping: the byte offsets that are left.

use super::{before, indices, points};

/// Where the first character that is not dropped begins.
pub fn left(s: &[u8], drop: impl Fn(u32) -> bool) -> usize {
    indices(s).find(|(_, p)| !drop(*p)).map_or(s.len(), |(at, _)| at)
}

/// Where the last character that is not dropped ends.
pub fn right(s: &[u8], drop: impl Fn(u32) -> bool) -> usize {
    let mut end = s.len();
    while end > 0 {
        if s[end - 1].is_ascii() {
            if !drop(u32::from(s[end - 1])) {
                break;
            }
            end -= 1;
            continue;
        }
        let at = before(s, end);
        if !points(&s[at..end]).next().is_some_and(&drop) {
            break;
        }
        end = at;
    }
    end
}

/// A test for the characters of a string.
pub fn one_of(set: &[u8]) -> impl Fn(u32) -> bool {
    let set: Vec<u32> = points(set).collect();
    move |p| set.contains(&p)
}
