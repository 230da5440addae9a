//! Base 64.

use super::super::args::{Answer, bytes_word};
use super::{of_ascii, of_bytes};
use crate::errors::value_error;
use crate::roots;
use data_encoding::BASE64;
use std::borrow::Cow;
use trackway::{Machine, Value};

/// `(data, whether a newline follows)`
pub fn encode(machine: &Machine, args: &[Value]) -> Answer {
    let newline = args[1] == machine.root(roots::TRUE);
    of_bytes(machine, args[0], |data| {
        let mut out = String::with_capacity(BASE64.encode_len(data.len()) + 1);
        BASE64.encode_append(data, &mut out);
        if newline {
            out.push('\n');
        }
        Ok(bytes_word(machine, out.as_bytes()))
    })
}

/// `(data, strict)`
pub fn decode(machine: &Machine, args: &[Value]) -> Answer {
    let strict = args[1] == machine.root(roots::TRUE);
    of_ascii(machine, args[0], |data| {
        // What is in order, lines apart, is decoded at once.
        let whole = match memchr::memchr(b'\n', data) {
            Some(_) if !strict => Cow::Owned(data.iter().copied().filter(|b| *b != b'\n').collect()),
            _ => Cow::Borrowed(data),
        };
        let one_end = memchr::memchr(b'=', &whole).is_none_or(|i| i + 2 >= whole.len());
        let decoded = match BASE64.decode(&whole) {
            Ok(bytes) if one_end => Ok(bytes),
            _ => decode_by_digits(data, strict),
        };
        match decoded {
            Ok(bytes) => Ok(bytes_word(machine, &bytes)),
            Err(text) => Err(value_error(machine, &text)),
        }
    })
}

/// What a character denotes; 64 and more: no digit.
const DIGITS: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = [64; 256];
    let mut i = 0;
    while i < 64 {
        digits[alphabet[i] as usize] = i as u8;
        i += 1;
    }
    digits
};

/// Passes over what is no digit unless that is forbidden, and knows what is wrong.
fn decode_by_digits(data: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let fail = |text: &str| Err(text.to_string());
    if strict && data.first() == Some(&b'=') {
        return fail("Leading padding not allowed");
    }
    let mut out = Vec::with_capacity(data.len() / 4 * 3);
    let (mut bits, mut have, mut pads) = (0u32, 0, 0);
    for (i, b) in data.iter().enumerate() {
        if *b == b'=' {
            pads += 1;
            if have >= 2 && have + pads >= 4 {
                return match data.get(i + 1) {
                    Some(b'=') if strict => fail("Excess padding not allowed"),
                    Some(_) if strict => fail("Excess data after padding"),
                    _ => Ok(out),
                };
            }
            continue;
        }
        let digit = DIGITS[*b as usize];
        if digit >= 64 {
            if strict {
                return fail("Only base64 data is allowed");
            }
            continue;
        }
        if strict && pads > 0 {
            return fail("Discontinuous padding not allowed");
        }
        pads = 0;
        bits = bits << 6 | digit as u32;
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
        0 => Ok(out),
        1 => {
            let n = (out.len() / 3) * 4 + 1;
            Err(format!(
                "Invalid base64-encoded string: number of data characters ({n}) cannot be 1 more than a multiple of 4"
            ))
        }
        _ => fail("Incorrect padding"),
    }
}
