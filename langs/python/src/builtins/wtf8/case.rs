//! Upper, lower and title case. Lone surrogates are left alone.

use super::chars::{is_cased, is_upper};
use super::{from_points, points};

const SIGMA: u32 = 0x3a3;
const FINAL_SIGMA: u32 = 0x3c2;

/// Maps what is valid UTF-8 and copies the rest.
fn map_valid(bytes: &[u8], map: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(map(chunk.valid()).as_bytes());
        out.extend_from_slice(chunk.invalid());
    }
    out
}

pub fn upper(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() { bytes.to_ascii_uppercase() } else { map_valid(bytes, str::to_uppercase) }
}

pub fn lower(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() { bytes.to_ascii_lowercase() } else { map_valid(bytes, str::to_lowercase) }
}

/// For comparison without regard to case.
pub fn fold(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() {
        bytes.to_ascii_lowercase()
    } else {
        map_valid(bytes, caseless::default_case_fold_str)
    }
}

/// The first character in title case, the others in lower case.
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() {
        let mut out = bytes.to_ascii_lowercase();
        out[..bytes.len().min(1)].make_ascii_uppercase();
        return out;
    }
    let all: Vec<u32> = points(bytes).collect();
    let mut out = Vec::with_capacity(all.len());
    for i in 0..all.len() {
        if i == 0 { push_title(all[0], &mut out) } else { push_lower(&all, i, &mut out) }
    }
    from_points(&out)
}

/// Title case where no cased character precedes, else lower case.
pub fn title(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() {
        let mut inside = false;
        let titled = |b: &u8| {
            let was = std::mem::replace(&mut inside, b.is_ascii_alphabetic());
            if was { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
        };
        return bytes.iter().map(titled).collect();
    }
    let all: Vec<u32> = points(bytes).collect();
    let mut out = Vec::with_capacity(all.len());
    let mut inside = false;
    for (i, p) in all.iter().enumerate() {
        if inside {
            push_lower(&all, i, &mut out)
        } else {
            push_title(*p, &mut out)
        }
        inside = is_cased(*p);
    }
    from_points(&out)
}

pub fn swap(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() {
        let swapped =
            |b: &u8| if b.is_ascii_lowercase() { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() };
        return bytes.iter().map(swapped).collect();
    }
    let all: Vec<u32> = points(bytes).collect();
    let mut out = Vec::with_capacity(all.len());
    for (i, p) in all.iter().enumerate() {
        match char::from_u32(*p) {
            Some(_) if is_upper(*p) => push_lower(&all, i, &mut out),
            Some(c) if c.is_lowercase() => out.extend(c.to_uppercase().map(u32::from)),
            _ => out.push(*p),
        }
    }
    from_points(&out)
}

fn push_title(p: u32, out: &mut Vec<u32>) {
    let mapped = char::from_u32(p).map_or([0; 3], unicode_case_mapping::to_titlecase);
    match mapped {
        [0, ..] => out.push(p),
        _ => out.extend(mapped.into_iter().filter(|q| *q != 0)),
    }
}

fn push_lower(all: &[u32], i: usize, out: &mut Vec<u32>) {
    match char::from_u32(all[i]) {
        _ if all[i] == SIGMA && ends_word(all, i) => out.push(FINAL_SIGMA),
        Some(c) => out.extend(c.to_lowercase().map(u32::from)),
        None => out.push(all[i]),
    }
}

/// Unicode's Final_Sigma: a cased letter before, none behind, case-ignorable ones skipped.
fn ends_word(all: &[u32], i: usize) -> bool {
    let cased = |p: &u32| *p != 0xad && *p != 0x27 && is_cased(*p);
    let ignorable = |p: &u32| matches!(*p, 0x27 | 0x2e | 0x3a | 0xad | 0xb7 | 0x2019 | 0x300..=0x36f);
    all[..i].iter().rev().find(|p| !ignorable(p)).is_some_and(cased)
        && !all[i + 1..].iter().find(|p| !ignorable(p)).is_some_and(cased)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(v: Vec<u8>) -> String {
        String::from_utf8(v).expect("text")
    }

    #[test]
    fn special_casing() {
        assert_eq!(text(title("ßtraße ǆx they're".as_bytes())), "Sstraße ǅx They'Re");
        assert_eq!(text(capitalize("ﬁNE".as_bytes())), "Fine");
        assert_eq!(text(upper("straße".as_bytes())), "STRASSE");
        assert_eq!(text(lower("ΑΣ ΣΑ".as_bytes())), "ας σα");
        assert_eq!(text(capitalize("ΑΣ".as_bytes())), "Ας");
        assert_eq!(text(fold("Straße".as_bytes())), "strasse");
        assert_eq!(text(swap("aBc é".as_bytes())), "AbC É");
    }

    #[test]
    fn lone_surrogates_stay() {
        let odd = [b'a', 0xed, 0xa0, 0x80, b'b'];
        assert_eq!(upper(&odd), [b'A', 0xed, 0xa0, 0x80, b'B']);
    }
}
