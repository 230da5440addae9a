//! binascii: base 64, hexadecimal, checksums.

use super::args::{Answer, bytes, bytes_word, int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots;
use trackway::{Machine, Value};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encode64(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[0])?;
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for c in data.chunks(3) {
        let n = (c[0] as u32) << 16
            | (c.get(1).copied().unwrap_or(0) as u32) << 8
            | c.get(2).copied().unwrap_or(0) as u32;
        for k in 0..4 {
            let digit = ALPHABET[(n >> (18 - 6 * k)) as usize & 63];
            out.push(if k <= c.len() { digit } else { b'=' });
        }
    }
    Ok(bytes_word(machine, &out))
}

fn digit64(b: u8) -> Option<u32> {
    Some(match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    } as u32)
}

/// `(data, strict)`
fn decode64(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[0])?;
    let strict = args[1] == machine.root(roots::TRUE);
    let fail = |text: &str| Err(value_error(machine, text));
    if strict && data.first() == Some(&b'=') {
        return fail("Leading padding not allowed");
    }
    let (mut out, mut bits, mut have, mut pads) = (Vec::new(), 0u32, 0, 0);
    for (i, b) in data.iter().enumerate() {
        if *b == b'=' {
            pads += 1;
            if have >= 2 && have + pads >= 4 {
                if strict && i + 1 < data.len() {
                    let text = if data[i + 1] == b'=' {
                        "Excess padding not allowed"
                    } else {
                        "Excess data after padding"
                    };
                    return fail(text);
                }
                return Ok(bytes_word(machine, &out));
            }
            continue;
        }
        let Some(d) = digit64(*b) else {
            if strict {
                return fail("Only base64 data is allowed");
            }
            continue;
        };
        if strict && pads > 0 {
            return fail("Discontinuous padding not allowed");
        }
        pads = 0;
        bits = bits << 6 | d;
        have += 1;
        match have {
            2 => out.push((bits >> 4) as u8),
            3 => out.push((bits >> 2) as u8),
            4 => {
                out.push(bits as u8);
                (bits, have) = (0, 0);
            }
            _ => {}
        }
    }
    match have {
        0 => Ok(bytes_word(machine, &out)),
        1 => {
            let n = (out.len() / 3) * 4 + 1;
            fail(&format!(
                "Invalid base64-encoded string: number of data characters ({n}) cannot be 1 more than a multiple of 4"
            ))
        }
        _ => fail("Incorrect padding"),
    }
}

fn unhex(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[0])?;
    if data.len() % 2 == 1 {
        return Err(value_error(machine, "Odd-length string"));
    }
    let digit = |b: u8| char::from(b).to_digit(16);
    let mut out = Vec::with_capacity(data.len() / 2);
    for p in data.chunks(2) {
        match (digit(p[0]), digit(p[1])) {
            (Some(a), Some(b)) => out.push((a << 4 | b) as u8),
            _ => return Err(value_error(machine, "Non-hexadecimal digit found")),
        }
    }
    Ok(bytes_word(machine, &out))
}

/// The checksum of zip files, from a checksum so far.
pub fn crc32(data: &[u8], start: u32) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(start);
    hasher.update(data);
    hasher.finalize()
}

/// The checksum of zlib streams.
pub fn adler32(data: &[u8], start: u32) -> u32 {
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    for chunk in data.chunks(5000) {
        for x in chunk {
            a += *x as u32;
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    b << 16 | a
}

fn crc_hqx(machine: &Machine, args: &[Value]) -> Answer {
    let mut c = int(machine, args[1])? as u32 & 0xffff;
    for b in bytes(machine, args[0])?.iter() {
        c ^= (*b as u32) << 8;
        for _ in 0..8 {
            c = if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 } & 0xffff;
        }
    }
    Ok(int_word(machine, c as i64))
}

const PRIVATE: &[Native] = &[
    Native::pure("_base64_encode", 1, 1, encode64),
    Native::pure("_base64_decode", 2, 2, decode64),
    Native::pure("_unhex", 1, 1, unhex),
    Native::pure("_crc32", 2, 2, |m, a| {
        Ok(int_word(m, crc32(&bytes(m, a[0])?, int(m, a[1])? as u32) as i64))
    }),
    Native::pure("_adler32", 2, 2, |m, a| {
        Ok(int_word(m, adler32(&bytes(m, a[0])?, int(m, a[1])? as u32) as i64))
    }),
    Native::pure("_crc_hqx", 2, 2, crc_hqx),
];
