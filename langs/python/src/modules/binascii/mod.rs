//! binascii: natives behind `library/modules/binascii.py`.
//!
//! They take what is like bytes, and text of ASCII where text is decoded; for anything else they
//! answer None, and the Python side finds out what is wrong with it.

mod base64;
mod lines;
mod quoted;

use super::args::{Answer, bytes_word, int, int_word, none};
use crate::builtins::args::{bytes_of, text_of};
use crate::builtins::buffer::Buffer;
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use trackway::{Machine, Value};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// The answer for the bytes of `v`; None where it has none.
fn of_bytes(machine: &Machine, v: Value, answer: impl FnOnce(&[u8]) -> Answer) -> Answer {
    match bytes_of(machine, v) {
        Some(data) => answer(&data),
        None => Ok(none(machine)),
    }
}

/// The answer for the bytes of `v`, or its characters if they are ASCII.
fn of_ascii(machine: &Machine, v: Value, answer: impl FnOnce(&[u8]) -> Answer) -> Answer {
    let data = match text_of(machine, v) {
        Some(text) => Some(Buffer::Fixed(text)).filter(|t| t.is_ascii()),
        None => bytes_of(machine, v),
    };
    match data {
        Some(data) => answer(&data),
        None => Ok(none(machine)),
    }
}

fn hex(machine: &Machine, args: &[Value]) -> Answer {
    of_bytes(machine, args[0], |data| Ok(bytes_word(machine, HEXLOWER.encode(data).as_bytes())))
}

fn unhex(machine: &Machine, args: &[Value]) -> Answer {
    of_ascii(machine, args[0], |data| {
        if data.len() % 2 == 1 {
            return Err(value_error(machine, "Odd-length string"));
        }
        match HEXLOWER_PERMISSIVE.decode(data) {
            Ok(bytes) => Ok(bytes_word(machine, &bytes)),
            Err(_) => Err(value_error(machine, "Non-hexadecimal digit found")),
        }
    })
}

/// The checksum of zip files, from a checksum so far.
pub fn crc32(data: &[u8], start: u32) -> u32 {
    let mut sum = crc32fast::Hasher::new_with_initial(start);
    sum.update(data);
    sum.finalize()
}

/// The checksum of zlib streams.
pub fn adler32(data: &[u8], start: u32) -> u32 {
    let mut sum = simd_adler32::Adler32::from_checksum(start);
    sum.write(data);
    sum.finish()
}

/// The CRC of BinHex files: 16 bits, polynomial 0x1021, high bits first.
fn crc_hqx(data: &[u8], start: u32) -> u32 {
    const TABLE: [u16; 256] = {
        let mut table = [0; 256];
        let mut i = 0;
        while i < 256 {
            let (mut c, mut k) = ((i as u16) << 8, 0);
            while k < 8 {
                c = if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 };
                k += 1;
            }
            table[i] = c;
            i += 1;
        }
        table
    };
    let sum = |c: u16, b: &u8| c << 8 ^ TABLE[(c >> 8) as usize ^ *b as usize];
    data.iter().fold(start as u16, sum) as u32
}

/// `(data, checksum so far)`
fn checksum(machine: &Machine, args: &[Value], sum: fn(&[u8], u32) -> u32) -> Answer {
    let start = int(machine, args[1])? as u32;
    of_bytes(machine, args[0], |data| Ok(int_word(machine, sum(data, start) as i64)))
}

const PRIVATE: &[Native] = &[
    Native::pure("_base64_encode", 2, 2, base64::encode),
    Native::pure("_base64_decode", 2, 2, base64::decode),
    Native::pure("_hex", 1, 1, hex),
    Native::pure("_unhex", 1, 1, unhex),
    Native::pure("_crc32", 2, 2, |m, a| checksum(m, a, crc32)),
    Native::pure("_adler32", 2, 2, |m, a| checksum(m, a, adler32)),
    Native::pure("_crc_hqx", 2, 2, |m, a| checksum(m, a, crc_hqx)),
    Native::pure("_uu_encode", 2, 2, lines::encode),
    Native::pure("_uu_decode", 1, 1, lines::decode),
    Native::pure("_qp_encode", 4, 4, quoted::encode),
    Native::pure("_qp_decode", 2, 2, quoted::decode),
];
