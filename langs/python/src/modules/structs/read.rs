//! Values from packed bytes.

use super::layout::Layout;
use crate::builtins::complex;
use crate::builtins::string::encode::bytes_word;
use crate::roots::bool_word;
use smallvec::SmallVec;
use trackway::{Machine, Value};
use trackway_kit::{BigInt, Tuple};

/// The values at `offset`; `None`: there are too few bytes.
pub fn unpack(machine: &Machine, l: &Layout, data: &[u8], offset: usize) -> Option<Value> {
    let data = data.get(offset..offset.checked_add(l.size)?)?;
    let mut out: SmallVec<[Value; 16]> = SmallVec::with_capacity(l.values);
    for item in &l.items {
        let all = &data[item.at..item.at + item.count * item.size];
        match item.code {
            b'x' => {}
            b's' => out.push(bytes_word(machine, all)),
            b'p' => {
                let n = all.first().map_or(0, |n| *n as usize).min(item.count.saturating_sub(1));
                out.push(bytes_word(machine, all.get(1..1 + n).unwrap_or_default()));
            }
            code => {
                for part in all.chunks_exact(item.size) {
                    out.push(one(machine, code, part, l.little));
                }
            }
        }
    }
    Some(Tuple::new(&machine.heap, &out).value())
}

/// The bytes of a number of at most 64 bits.
fn bits(part: &[u8], little: bool) -> u64 {
    let mut b = [0; 8];
    let at = if little { 0 } else { 8 - part.len() };
    b[at..at + part.len()].copy_from_slice(part);
    if little { u64::from_le_bytes(b) } else { u64::from_be_bytes(b) }
}

fn one(machine: &Machine, code: u8, part: &[u8], little: bool) -> Value {
    let double = |part: &[u8]| f64::from_bits(bits(part, little));
    let single = |part: &[u8]| f32::from_bits(bits(part, little) as u32) as f64;
    let (re, im) = part.split_at(part.len() / 2);
    match code {
        b'F' => complex::word(machine, (single(re), single(im))),
        b'D' => complex::word(machine, (double(re), double(im))),
        b'c' => bytes_word(machine, part),
        b'?' => bool_word(machine, part[0] != 0),
        b'e' => machine.heap.float(half_to_double(bits(part, little) as u16)),
        b'f' => machine.heap.float(single(part)),
        b'd' => machine.heap.float(double(part)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
            let unused = 64 - 8 * part.len() as u32;
            BigInt::from_i64(&machine.heap, (bits(part, little) << unused) as i64 >> unused)
        }
        _ => match i64::try_from(bits(part, little)) {
            Ok(i) => BigInt::from_i64(&machine.heap, i),
            Err(_) => BigInt::from_u128(&machine.heap, bits(part, little).into()),
        },
    }
}

fn half_to_double(h: u16) -> f64 {
    let sign = if h >> 15 == 1 { -1.0 } else { 1.0 };
    let (e, m) = ((h >> 10 & 31) as i32, (h & 1023) as f64);
    sign * match e {
        0 => m * 2f64.powi(-24),
        31 if m == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + m / 1024.0) * 2f64.powi(e - 15),
    }
}
