//! Which characters an instruction takes: sets, categories, case.

use super::code::*;
use crate::builtins::wtf8::chars;

/// The words of a pattern.
#[derive(Clone, Copy)]
pub struct Words<'c>(pub &'c [u32]);

impl Words<'_> {
    /// Word `i`; 0, the failing instruction, behind the end.
    #[inline(always)]
    pub fn at(&self, i: usize) -> u32 {
        self.0.get(i).copied().unwrap_or(FAILURE)
    }
}

pub fn ascii_lower(c: u32) -> u32 {
    if (65..=90).contains(&c) { c + 32 } else { c }
}

/// The lower case of a character, where that is one character.
pub fn unicode_lower(c: u32) -> u32 {
    if c < 128 {
        return ascii_lower(c);
    }
    let Some(ch) = char::from_u32(c) else { return c };
    let mut all = ch.to_lowercase();
    match (all.next(), all.next()) {
        (Some(l), None) => l as u32,
        // The dotted capital I.
        (Some(l), Some(_)) if c == 0x130 => l as u32,
        _ => c,
    }
}

/// The upper case of a character, where that is one character.
pub fn unicode_upper(c: u32) -> u32 {
    let Some(ch) = char::from_u32(c) else { return c };
    let mut all = ch.to_uppercase();
    match (all.next(), all.next()) {
        (Some(u), None) => u as u32,
        _ => c,
    }
}

/// An ASCII letter, digit or underscore.
pub fn ascii_word(c: u32) -> bool {
    c < 128 && ((c as u8).is_ascii_alphanumeric() || c == 95)
}

/// A letter, digit or underscore of any script.
pub fn unicode_word(c: u32) -> bool {
    if c < 128 { ascii_word(c) } else { chars::is_alpha(c) || chars::is_numeric(c) }
}

fn ascii_space(c: u32) -> bool {
    matches!(c, 9..=13 | 32)
}

fn unicode_space(c: u32) -> bool {
    if c < 128 { matches!(c, 9..=13 | 28..=32) } else { chars::is_space(c) }
}

fn linebreak(c: u32) -> bool {
    matches!(c, 10..=13 | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Whether a character is of a category.
pub fn category(which: u32, c: u32) -> bool {
    let yes = match which & !1 {
        0 => (48..=57).contains(&c),
        2 => ascii_space(c),
        4 | 8 => ascii_word(c),
        6 => c == 10,
        10 => {
            if c < 128 {
                (48..=57).contains(&c)
            } else {
                chars::is_decimal(c)
            }
        }
        12 => unicode_space(c),
        14 => unicode_word(c),
        _ => linebreak(c),
    };
    yes != (which & 1 == 1)
}

/// Whether the set that begins at word `at` has the character.
pub fn contains(w: Words<'_>, mut at: usize, c: u32) -> bool {
    let mut ok = true;
    loop {
        match w.at(at) {
            FAILURE => return !ok,
            LITERAL => {
                if c == w.at(at + 1) {
                    return ok;
                }
                at += 2;
            }
            CATEGORY => {
                if category(w.at(at + 1), c) {
                    return ok;
                }
                at += 2;
            }
            CHARSET => {
                if c < 256 && w.at(at + 1 + (c as usize >> 5)) >> (c & 31) & 1 == 1 {
                    return ok;
                }
                at += 9;
            }
            RANGE => {
                if (w.at(at + 1)..=w.at(at + 2)).contains(&c) {
                    return ok;
                }
                at += 3;
            }
            RANGE_UNI_IGNORE => {
                let range = w.at(at + 1)..=w.at(at + 2);
                if range.contains(&c) || range.contains(&unicode_upper(c)) {
                    return ok;
                }
                at += 3;
            }
            NEGATE => {
                ok = !ok;
                at += 1;
            }
            BIGCHARSET => {
                let count = w.at(at + 1) as usize;
                if c < 65536 {
                    let high = c as usize >> 8;
                    let block = w.at(at + 2 + high / 4) >> (8 * (high % 4)) & 255;
                    let bit = (block as usize) * 256 + (c as usize & 255);
                    if w.at(at + 2 + 64 + (bit >> 5)) >> (bit & 31) & 1 == 1 {
                        return ok;
                    }
                }
                at += 2 + 64 + 8 * count;
            }
            // No set has other instructions.
            _ => return false,
        }
    }
}

/// Whether the set that begins at word `at` names no character from 256 on.
pub fn is_narrow(w: Words<'_>, mut at: usize) -> bool {
    loop {
        at += match w.at(at) {
            FAILURE => return true,
            LITERAL if w.at(at + 1) < 256 => 2,
            RANGE if w.at(at + 2) < 256 => 3,
            CHARSET => 9,
            // Of ASCII, and no complement.
            CATEGORY if w.at(at + 1) < 9 && w.at(at + 1) & 1 == 0 => 2,
            _ => return false,
        };
    }
}

/// Whether the instruction at `at`, which takes one character, takes this one.
pub fn takes(w: Words<'_>, at: usize, c: u32) -> bool {
    match w.at(at) {
        LITERAL => c == w.at(at + 1),
        NOT_LITERAL => c != w.at(at + 1),
        ANY => c != 10,
        ANY_ALL => true,
        IN => contains(w, at + 2, c),
        LITERAL_IGNORE => ascii_lower(c) == w.at(at + 1),
        NOT_LITERAL_IGNORE => ascii_lower(c) != w.at(at + 1),
        IN_IGNORE => contains(w, at + 2, ascii_lower(c)),
        LITERAL_UNI_IGNORE => unicode_lower(c) == w.at(at + 1),
        NOT_LITERAL_UNI_IGNORE => unicode_lower(c) != w.at(at + 1),
        IN_UNI_IGNORE => contains(w, at + 2, unicode_lower(c)),
        LITERAL_LOC_IGNORE => ascii_lower(c) == ascii_lower(w.at(at + 1)),
        NOT_LITERAL_LOC_IGNORE => ascii_lower(c) != ascii_lower(w.at(at + 1)),
        IN_LOC_IGNORE => {
            contains(w, at + 2, c)
                || contains(w, at + 2, ascii_lower(c))
                || (97..=122).contains(&c) && contains(w, at + 2, c - 32)
        }
        CATEGORY => category(w.at(at + 1), c),
        _ => false,
    }
}
