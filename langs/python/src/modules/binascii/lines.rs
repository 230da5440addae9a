//! Uuencoded lines: a character for the length, then four for every three bytes.

use super::super::args::{Answer, bytes_word};
use super::{of_ascii, of_bytes};
use crate::errors::value_error;
use crate::roots;
use trackway::{Machine, Value};

/// The longest line, in bytes encoded.
const LONGEST: usize = 45;

/// `(data, whether zero is a backtick)`
pub fn encode(machine: &Machine, args: &[Value]) -> Answer {
    let zero = if args[1] == machine.root(roots::TRUE) { b'`' } else { b' ' };
    of_bytes(machine, args[0], |data| {
        if data.len() > LONGEST {
            return Err(value_error(machine, "At most 45 bytes at once"));
        }
        let digit = |n: u32| if n == 0 { zero } else { b' ' + n as u8 };
        let mut out = vec![digit(data.len() as u32)];
        for group in data.chunks(3) {
            let byte = |i: usize| group.get(i).map_or(0, |b| *b as u32);
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            out.extend([18, 12, 6, 0].map(|shift| digit(bits >> shift & 63)));
        }
        out.push(b'\n');
        Ok(bytes_word(machine, &out))
    })
}

pub fn decode(machine: &Machine, args: &[Value]) -> Answer {
    of_ascii(machine, args[0], |data| {
        let Some((first, rest)) = data.split_first() else { return Ok(bytes_word(machine, b"")) };
        let len = (first.wrapping_sub(b' ') & 63) as usize;
        let mut out = Vec::with_capacity(len);
        let (mut bits, mut have, mut at) = (0u32, 0, 0);
        while out.len() < len {
            // A line that ends early goes on with zeros.
            let digit = match rest.get(at) {
                None | Some(b'\n' | b'\r') => 0,
                Some(b @ 32..=96) => (b - b' ') & 63,
                Some(_) => return Err(value_error(machine, "Illegal char")),
            };
            at += 1;
            bits = (bits << 6 | digit as u32) & 0xffff;
            have += 6;
            if have >= 8 {
                have -= 8;
                out.push((bits >> have) as u8);
            }
        }
        let trailing = rest.get(at..).unwrap_or_default();
        if trailing.iter().any(|b| !matches!(b, b' ' | b'`' | b'\n' | b'\r')) {
            return Err(value_error(machine, "Trailing garbage"));
        }
        Ok(bytes_word(machine, &out))
    })
}
