//! Encodings that are done in Rust: names, and the two-way mapping of code points and bytes.

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a mark at the beginning.
    Utf8Sig,
    Ascii,
    Latin1,
    /// Units of two or four bytes.
    Wide {
        four: bool,
        big: bool,
        mark: bool,
    },
}

impl Encoding {
    /// The encoding of a name, if Rust knows it.
    pub fn named(name: &str) -> Option<Encoding> {
        if name == "utf-8" {
            return Some(Encoding::Utf8);
        }
        let name: String =
            name.to_lowercase().chars().map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect();
        let wide = |four, big, mark| Encoding::Wide { four, big, mark };
        Some(match &*name {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "utf_8_sig" | "utf8_sig" => Encoding::Utf8Sig,
            "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" => Encoding::Ascii,
            "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" | "latin" | "l1"
            | "iso8859" => Encoding::Latin1,
            "utf_16" | "utf16" | "u16" => wide(false, false, true),
            "utf_16_le" | "utf_16le" | "utf16_le" | "unicodelittleunmarked" => wide(false, false, false),
            "utf_16_be" | "utf_16be" | "utf16_be" | "unicodebigunmarked" => wide(false, true, false),
            "utf_32" | "utf32" | "u32" => wide(true, false, true),
            "utf_32_le" | "utf_32le" | "utf32_le" => wide(true, false, false),
            "utf_32_be" | "utf_32be" | "utf32_be" => wide(true, true, false),
            _ => return None,
        })
    }

    /// The name in errors.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Wide { four: false, mark: true, .. } => "utf-16",
            Encoding::Wide { four: false, big: false, .. } => "utf-16-le",
            Encoding::Wide { four: false, .. } => "utf-16-be",
            Encoding::Wide { mark: true, .. } => "utf-32",
            Encoding::Wide { big: false, .. } => "utf-32-le",
            Encoding::Wide { .. } => "utf-32-be",
        }
    }

    /// The same without a mark.
    pub fn unmarked(self) -> Encoding {
        match self {
            Encoding::Wide { four, big, .. } => Encoding::Wide { four, big, mark: false },
            other => other,
        }
    }

    /// What the encoded text begins with.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8Sig => b"\xef\xbb\xbf",
            Encoding::Wide { four: false, mark: true, .. } => b"\xff\xfe",
            Encoding::Wide { four: true, mark: true, .. } => b"\xff\xfe\0\0",
            _ => b"",
        }
    }

    /// Appends the bytes of a code point; `false` where it has none.
    pub fn put(self, p: u32, out: &mut Vec<u8>) -> bool {
        let surrogate = (0xd800..=0xdfff).contains(&p);
        match self {
            Encoding::Ascii if p < 0x80 => out.push(p as u8),
            Encoding::Latin1 if p < 0x100 => out.push(p as u8),
            Encoding::Ascii | Encoding::Latin1 => return false,
            _ if surrogate => return false,
            Encoding::Utf8 | Encoding::Utf8Sig => super::wtf8::push_point(out, p),
            Encoding::Wide { .. } => self.put_wide(p, out),
        }
        true
    }

    /// Appends a code point, a surrogate too, in units.
    pub fn put_wide(self, p: u32, out: &mut Vec<u8>) {
        let Encoding::Wide { four, big, .. } = self else { return super::wtf8::push_point(out, p) };
        let mut unit = |u: u32, n: usize| {
            let le = u.to_le_bytes();
            if big { out.extend(le[..n].iter().rev()) } else { out.extend(&le[..n]) }
        };
        if four {
            unit(p, 4);
        } else if p < 0x1_0000 {
            unit(p, 2);
        } else {
            unit(0xd800 + ((p - 0x1_0000) >> 10), 2);
            unit(0xdc00 + ((p - 0x1_0000) & 0x3ff), 2);
        }
    }

    /// Why a code point that has none has no bytes.
    pub fn no_bytes(self) -> &'static str {
        match self {
            Encoding::Ascii => "ordinal not in range(128)",
            Encoding::Latin1 => "ordinal not in range(256)",
            _ => "surrogates not allowed",
        }
    }

    /// The first code point of `b` and its length, or the length of what is wrong and why.
    pub fn take(self, b: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
        match self {
            Encoding::Latin1 => Ok((b[0] as u32, 1)),
            Encoding::Ascii if b[0] < 0x80 => Ok((b[0] as u32, 1)),
            Encoding::Ascii => Err((1, "ordinal not in range(128)")),
            Encoding::Utf8 | Encoding::Utf8Sig => utf8(b),
            Encoding::Wide { four: true, big, .. } => utf32(b, big),
            Encoding::Wide { big, .. } => utf16(b, big),
        }
    }

    /// The encoding that a mark at the beginning names, and the mark's length.
    pub fn by_mark(self, b: &[u8]) -> (Encoding, usize) {
        let wide = |four, big| Encoding::Wide { four, big, mark: false };
        match self {
            Encoding::Utf8Sig if b.starts_with(b"\xef\xbb\xbf") => (self, 3),
            Encoding::Wide { four: false, mark: true, .. } if b.starts_with(b"\xff\xfe") => {
                (wide(false, false), 2)
            }
            Encoding::Wide { four: false, mark: true, .. } if b.starts_with(b"\xfe\xff") => {
                (wide(false, true), 2)
            }
            Encoding::Wide { four: true, mark: true, .. } if b.starts_with(b"\xff\xfe\0\0") => {
                (wide(true, false), 4)
            }
            Encoding::Wide { four: true, mark: true, .. } if b.starts_with(b"\0\0\xfe\xff") => {
                (wide(true, true), 4)
            }
            _ => (self, 0),
        }
    }
}

fn utf8(b: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
    let n = match b[0] {
        0..=0x7f => return Ok((b[0] as u32, 1)),
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Err((1, "invalid start byte")),
    };
    let second = match b[0] {
        0xe0 => 0xa0..=0xbf,
        0xed => 0x80..=0x9f,
        0xf0 => 0x90..=0xbf,
        0xf4 => 0x80..=0x8f,
        _ => 0x80..=0xbf,
    };
    let mut p = b[0] as u32 & (0x7f >> n);
    for i in 1..n {
        match b.get(i) {
            None => return Err((i, "unexpected end of data")),
            Some(c) if i == 1 && !second.contains(c) || c & 0xc0 != 0x80 => {
                return Err((i, "invalid continuation byte"));
            }
            Some(c) => p = p << 6 | (*c as u32 & 0x3f),
        }
    }
    Ok((p, n))
}

fn utf16(b: &[u8], big: bool) -> Result<(u32, usize), (usize, &'static str)> {
    let unit = |i: usize| {
        let pair = b.get(i..i + 2)?;
        let u = u16::from_le_bytes([pair[0], pair[1]]);
        Some(u32::from(if big { u.swap_bytes() } else { u }))
    };
    match unit(0) {
        None => Err((b.len(), "truncated data")),
        Some(u @ 0xd800..=0xdbff) => match unit(2) {
            Some(low @ 0xdc00..=0xdfff) => Ok((0x1_0000 + ((u - 0xd800) << 10) + (low - 0xdc00), 4)),
            Some(_) => Err((2, "illegal UTF-16 surrogate")),
            None => Err((b.len(), "unexpected end of data")),
        },
        Some(0xdc00..=0xdfff) => Err((2, "illegal encoding")),
        Some(u) => Ok((u, 2)),
    }
}

fn utf32(b: &[u8], big: bool) -> Result<(u32, usize), (usize, &'static str)> {
    let Some(four) = b.get(..4) else { return Err((b.len(), "truncated data")) };
    let p = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    match if big { p.swap_bytes() } else { p } {
        0xd800..=0xdfff => Err((4, "code point in surrogate code point range(0xd800, 0xe000)")),
        p @ 0..=0x10_ffff => Ok((p, 4)),
        _ => Err((4, "code point not in range(0x110000)")),
    }
}
