//! Methods that bytes and bytearray share: case, classes of bytes, padding, translation.

use super::args::{bytes_of, int_arg, size_arg};
use super::bytes::{like, part, receiver};
use super::native::{Native, arg};
use super::string::encode::bytes_word;
use super::{Home, Table};
use crate::errors::{type_error, value_error};
use crate::roots::{self, bool_word};
use crate::types::builtin::Cls;
use crate::values::type_name;
use trackway::{Machine, Raise, Value};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Class(Cls::Bytes), natives: METHODS },
    Table { home: Home::Class(Cls::ByteArray), natives: METHODS },
];

/// A new value from each byte and whether the one before is a letter.
fn mapped(machine: &Machine, args: &[Value], change: fn(u8, bool) -> u8) -> Answer {
    let b = receiver(machine, args)?;
    let mut after_letter = false;
    let out = b.iter().map(|b| {
        let new = change(*b, after_letter);
        after_letter = b.is_ascii_alphabetic();
        new
    });
    let out = out.collect();
    Ok(like(machine, args[0], out))
}

fn capitalize(machine: &Machine, args: &[Value]) -> Answer {
    let mut b = receiver(machine, args)?.to_ascii_lowercase();
    if let Some(first) = b.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(like(machine, args[0], b))
}

fn swap(b: u8, _: bool) -> u8 {
    if b.is_ascii_uppercase() { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
}

fn title(b: u8, after_letter: bool) -> u8 {
    if after_letter { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
}

fn all(machine: &Machine, args: &[Value], test: fn(u8) -> bool) -> Answer {
    let b = receiver(machine, args)?;
    Ok(bool_word(machine, !b.is_empty() && b.iter().all(|b| test(*b))))
}

/// All letters are of the case, and there is one.
fn cased(machine: &Machine, args: &[Value], test: fn(&u8) -> bool) -> Answer {
    let b = receiver(machine, args)?;
    let mut letters = b.iter().filter(|b| b.is_ascii_alphabetic()).peekable();
    let any = letters.peek().is_some();
    Ok(bool_word(machine, any && letters.all(test)))
}

fn is_title(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let (mut any, mut after) = (false, false);
    for b in b.iter() {
        if b.is_ascii_uppercase() && after || b.is_ascii_lowercase() && !after {
            return Ok(bool_word(machine, false));
        }
        after = b.is_ascii_alphabetic();
        any |= after;
    }
    Ok(bool_word(machine, any))
}

fn pad(machine: &Machine, args: &[Value], name: &str, share: fn(usize, usize) -> usize) -> Answer {
    let b = receiver(machine, args)?;
    let width = size_arg(machine, args[1])?.max(0) as usize;
    let fill = match arg(machine, args, 2) {
        None => b' ',
        Some(v) => match bytes_of(machine, v).as_deref() {
            Some([one]) => *one,
            Some(_) => {
                let text = format!(
                    "{name}() argument 2 must be a byte string of length 1, not a bytes object of length {}",
                    bytes_of(machine, v).map_or(0, |b| b.len())
                );
                return Err(type_error(machine, &text));
            }
            None => {
                let given = type_name(machine, v);
                let text = format!("{name}() argument 2 must be a byte string of length 1, not {given}");
                return Err(type_error(machine, &text));
            }
        },
    };
    machine.heap.check(width).map_err(|_| crate::errors::memory_error(machine))?;
    let missing = width.saturating_sub(b.len());
    let left = share(missing, width);
    let mut out = vec![fill; left];
    out.extend_from_slice(&b);
    out.resize(out.len() + missing - left, fill);
    Ok(like(machine, args[0], out))
}

fn zfill(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let width = size_arg(machine, args[1])?.max(0) as usize;
    machine.heap.check(width).map_err(|_| crate::errors::memory_error(machine))?;
    let signed = matches!(b.first(), Some(b'+' | b'-'));
    let (sign, rest) = b.split_at(usize::from(signed));
    let zeros = vec![b'0'; width.saturating_sub(b.len())];
    Ok(like(machine, args[0], [sign, &zeros, rest].concat()))
}

fn expand_tabs(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let size =
        arg(machine, args, 1).map_or(Ok(8), |v| int_arg(machine, v).map(|i| i.clamp()))?.max(0) as usize;
    let (mut out, mut column) = (Vec::with_capacity(b.len()), 0usize);
    for byte in b.iter() {
        match byte {
            b'\t' => {
                let n = if size == 0 { 0 } else { size - column % size };
                machine.heap.check(n).map_err(|_| crate::errors::memory_error(machine))?;
                out.resize(out.len() + n, b' ');
                column += n;
            }
            b'\n' | b'\r' => {
                out.push(*byte);
                column = 0;
            }
            _ => {
                out.push(*byte);
                column += 1;
            }
        }
    }
    Ok(like(machine, args[0], out))
}

/// Arguments: bytes, table, bytes to delete.
fn translate(machine: &Machine, args: &[Value]) -> Answer {
    let b = receiver(machine, args)?;
    let delete = arg(machine, args, 2).map_or(Ok(Default::default()), |v| part(machine, v))?;
    let table = match args[1] {
        v if v == roots::none(machine) => None,
        v => Some(part(machine, v)?),
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(value_error(machine, "translation table must be 256 characters long"));
    }
    let mut kept = b.into_owned();
    if !delete.is_empty() {
        let mut gone = [false; 256];
        delete.iter().for_each(|b| gone[*b as usize] = true);
        kept.retain(|b| !gone[*b as usize]);
    }
    if let Some(table) = table.as_deref().and_then(|t| <&[u8; 256]>::try_from(t).ok()) {
        kept.iter_mut().for_each(|b| *b = table[*b as usize]);
    }
    Ok(like(machine, args[0], kept))
}

fn maketrans(machine: &Machine, args: &[Value]) -> Answer {
    let (from, to) = (part(machine, args[0])?, part(machine, args[1])?);
    if from.len() != to.len() {
        return Err(value_error(machine, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(to.iter()).for_each(|(f, t)| table[*f as usize] = *t);
    Ok(bytes_word(machine, &table))
}

const METHODS: &[Native] = &[
    Native::pure("upper", 1, 1, |m, a| Ok(like(m, a[0], receiver(m, a)?.to_ascii_uppercase()))),
    Native::pure("lower", 1, 1, |m, a| Ok(like(m, a[0], receiver(m, a)?.to_ascii_lowercase()))),
    Native::pure("swapcase", 1, 1, |m, a| mapped(m, a, swap)),
    Native::pure("title", 1, 1, |m, a| mapped(m, a, title)),
    Native::pure("capitalize", 1, 1, capitalize),
    Native::pure("isalnum", 1, 1, |m, a| all(m, a, |b| b.is_ascii_alphanumeric())),
    Native::pure("isalpha", 1, 1, |m, a| all(m, a, |b| b.is_ascii_alphabetic())),
    Native::pure("isdigit", 1, 1, |m, a| all(m, a, |b| b.is_ascii_digit())),
    Native::pure("isspace", 1, 1, |m, a| all(m, a, |b| b.is_ascii_whitespace() || b == 0x0b)),
    Native::pure("isascii", 1, 1, |m, a| Ok(bool_word(m, receiver(m, a)?.is_ascii()))),
    Native::pure("isupper", 1, 1, |m, a| cased(m, a, u8::is_ascii_uppercase)),
    Native::pure("islower", 1, 1, |m, a| cased(m, a, u8::is_ascii_lowercase)),
    Native::pure("istitle", 1, 1, is_title),
    Native::pure("center", 2, 3, |m, a| pad(m, a, "center", |n, width| n / 2 + (n & width & 1))).indexes(2),
    Native::pure("ljust", 2, 3, |m, a| pad(m, a, "ljust", |_, _| 0)).indexes(2),
    Native::pure("rjust", 2, 3, |m, a| pad(m, a, "rjust", |n, _| n)).indexes(2),
    Native::pure("zfill", 2, 2, zfill).indexes(2),
    Native::pure("expandtabs", 1, 2, expand_tabs).indexes(2).params(&["", "tabsize"]),
    Native::pure("translate", 2, 3, translate).params(&["", "", "delete"]),
    Native::pure("maketrans.static", 2, 2, maketrans),
];
