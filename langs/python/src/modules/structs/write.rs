//! Packed bytes from values.

use super::layout::{Item, Layout};
use super::wrong;
use crate::builtins::args::{bytes_of, truth};
use crate::builtins::complex;
use crate::errors::raise;
use crate::types::builtin::Cls;
use crate::values::{as_big, as_float};
use num_bigint::{BigInt as Big, Sign};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

/// The bytes of a tuple of values.
pub fn pack(machine: &Machine, l: &Layout, values: Value) -> Result<Vec<u8>, Raise> {
    let given: Option<Gc<Tuple>> = values.cast();
    let n = given.map_or(0, |t| t.tail_len(Tuple::ITEMS));
    if n != l.values {
        return Err(wrong(machine, &format!("pack expected {} items for packing (got {n})", l.values)));
    }
    machine.heap.check(l.size).map_err(|_| crate::errors::memory_error(machine))?;
    let mut out = vec![0; l.size];
    let mut values = (0..n).map(|i| given.map_or(Value::ZERO, |t| t.item(Tuple::ITEMS, i)));
    for item in &l.items {
        let room = &mut out[item.at..item.at + item.count * item.size];
        match item.code {
            b'x' => {}
            b's' | b'p' => put_bytes(machine, item, values.next().unwrap_or(Value::ZERO), room)?,
            code => {
                for part in room.chunks_exact_mut(item.size) {
                    put(machine, code, values.next().unwrap_or(Value::ZERO), part, l.little)?;
                }
            }
        }
    }
    Ok(out)
}

fn put_bytes(machine: &Machine, item: &Item, v: Value, room: &mut [u8]) -> Result<(), Raise> {
    let Some(b) = bytes_of(machine, v) else {
        let c = char::from(item.code);
        return Err(wrong(machine, &format!("argument for '{c}' must be a bytes object")));
    };
    if item.code == b's' {
        let n = b.len().min(room.len());
        room[..n].copy_from_slice(&b[..n]);
    } else if let Some((len, room)) = room.split_first_mut() {
        let n = b.len().min(room.len()).min(255);
        *len = n as u8;
        room[..n].copy_from_slice(&b[..n]);
    }
    Ok(())
}

fn put(machine: &Machine, code: u8, v: Value, part: &mut [u8], little: bool) -> Result<(), Raise> {
    let n = part.len();
    let raw: u64 = match code {
        b'F' | b'D' => return put_complex(machine, v, part, little),
        b'c' => match bytes_of(machine, v).as_deref() {
            Some([b]) => *b as u64,
            _ => return Err(wrong(machine, "char format requires a bytes object of length 1")),
        },
        b'?' => match truth(machine, v) {
            Some(b) => u64::from(b),
            None => 1,
        },
        b'e' | b'f' | b'd' => {
            let Some(x) = as_float(machine, v) else {
                return Err(wrong(machine, "required argument is not a float"));
            };
            float_bits(machine, code, x)?
        }
        _ => integer(machine, code, v, n)?,
    };
    put_bits(raw, part, little);
    Ok(())
}

fn put_bits(raw: u64, part: &mut [u8], little: bool) {
    part.copy_from_slice(&raw.to_le_bytes()[..part.len()]);
    if !little {
        part.reverse();
    }
}

fn put_complex(machine: &Machine, v: Value, part: &mut [u8], little: bool) -> Result<(), Raise> {
    let Some((re, im)) = complex::operand(machine, v)? else {
        return Err(wrong(machine, "required argument is not a complex"));
    };
    let code = if part.len() == 16 { b'd' } else { b'f' };
    let (first, second) = part.split_at_mut(part.len() / 2);
    put_bits(float_bits(machine, code, re)?, first, little);
    put_bits(float_bits(machine, code, im)?, second, little);
    Ok(())
}

fn float_bits(machine: &Machine, code: u8, x: f64) -> Result<u64, Raise> {
    let large = |what: &str| {
        raise(machine, Cls::OverflowError, &format!("float too large to pack with {what} format"))
    };
    Ok(match code {
        b'd' => x.to_bits(),
        b'f' => {
            let f = x as f32;
            if f.is_infinite() && x.is_finite() {
                return Err(large("f"));
            }
            f.to_bits() as u64
        }
        _ => double_to_half(x).ok_or_else(|| large("e"))? as u64,
    })
}

fn integer(machine: &Machine, code: u8, v: Value, size: usize) -> Result<u64, Raise> {
    if let Some(i) = v.as_int() {
        let (signed, bits) = (is_signed(code), 8 * size as u32);
        let fits = match i {
            _ if bits == 64 => signed || i >= 0,
            _ if signed => (-1 << (bits - 1)..1 << (bits - 1)).contains(&i),
            _ => (0..1 << bits).contains(&i),
        };
        if fits {
            return Ok(i as u64);
        }
    }
    big_integer(machine, code, v, size)
}

fn is_signed(code: u8) -> bool {
    matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n')
}

/// Also what does not fit, to say so.
#[inline(never)]
fn big_integer(machine: &Machine, code: u8, v: Value, size: usize) -> Result<u64, Raise> {
    let Some(b) = as_big(machine, v) else {
        return Err(wrong(machine, "required argument is not an integer"));
    };
    let (signed, bits) = (is_signed(code), 8 * size as u32);
    let (low, high) = if signed {
        (-(Big::from(1) << (bits - 1)), (Big::from(1) << (bits - 1)) - 1)
    } else {
        (Big::from(0), (Big::from(1) << bits) - 1)
    };
    if b < low || b > high {
        let text = format!("'{}' format requires {low} <= number <= {high}", code as char);
        return Err(wrong(machine, &text));
    }
    let b = if b.sign() == Sign::Minus { b + (Big::from(1) << 64) } else { b };
    Ok(b.iter_u64_digits().next().unwrap_or(0))
}

/// A double as a half, rounded to even; nothing when it is too large.
fn double_to_half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    let a = x.abs();
    if a.is_nan() {
        return Some(sign | 0x7e00);
    }
    if a.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if a == 0.0 {
        return Some(sign);
    }
    let e = (a.log2().floor() as i32).max(-14);
    let scaled = a / 2f64.powi(e - 10);
    let mut m = scaled.round_ties_even() as u32;
    let mut e = e;
    if m >= 2048 {
        m /= 2;
        e += 1;
    }
    if e > 15 {
        return None;
    }
    Some(sign | if m < 1024 { m as u16 } else { ((e + 15) as u16) << 10 | (m as u16 & 1023) })
}
