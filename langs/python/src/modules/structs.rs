//! Packed binary data: natives behind `library/modules/_struct.py`.

use super::args::{Answer, bytes, bytes_word, int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots::{self, bool_word};
use crate::types::objects::Bytes;
use crate::values::{as_big, as_float};
use num_bigint::{BigInt as Big, Sign};
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, Str, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// One item of a format.
struct Item {
    code: u8,
    count: usize,
    /// Where it begins.
    at: usize,
}

struct Layout {
    little: bool,
    items: Vec<Item>,
    size: usize,
}

/// What is wrong is a ValueError, which the Python side turns into struct.error.
fn wrong(machine: &Machine, text: &str) -> Raise {
    value_error(machine, text)
}

/// Size and alignment of a code.
fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'F' => 8,
        b'D' => 16,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

fn layout(machine: &Machine, format: &[u8]) -> Result<Layout, Raise> {
    let (little, native, rest) = match format.first() {
        Some(b'<') => (true, false, &format[1..]),
        Some(b'>' | b'!') => (false, false, &format[1..]),
        Some(b'=') => (true, false, &format[1..]),
        Some(b'@') => (true, true, &format[1..]),
        _ => (true, true, format),
    };
    let mut l = Layout { little, items: Vec::new(), size: 0 };
    let mut i = 0;
    while i < rest.len() {
        if rest[i].is_ascii_whitespace() {
            i += 1;
            continue;
        }
        let mut count = None;
        while i < rest.len() && rest[i].is_ascii_digit() {
            let n = count
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|n| n.checked_add((rest[i] - b'0') as usize));
            count = Some(n.ok_or_else(|| wrong(machine, "overflow in item count"))?);
            i += 1;
        }
        let Some(code) = rest.get(i).copied() else {
            return Err(wrong(machine, "repeat count given without format specifier"));
        };
        i += 1;
        let Some(size) = size_of(code, native) else {
            return Err(wrong(machine, "bad char in struct format"));
        };
        if native {
            let align = if code == b'D' {
                8
            } else if code == b'F' {
                4
            } else {
                size
            };
            l.size = l.size.next_multiple_of(align);
        }
        let count = count.unwrap_or(1);
        l.items.push(Item { code, count, at: l.size });
        l.size = size
            .checked_mul(count)
            .and_then(|n| l.size.checked_add(n))
            .filter(|n| *n < isize::MAX as usize)
            .ok_or_else(|| wrong(machine, "total struct size too long"))?;
    }
    Ok(l)
}

/// How many values the format takes.
fn values(l: &Layout) -> usize {
    l.items
        .iter()
        .map(|i| match i.code {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => i.count,
        })
        .sum()
}

fn size_native(machine: &Machine, args: &[Value]) -> Answer {
    let l = layout(machine, &bytes(machine, args[0])?)?;
    let words = [int_word(machine, l.size as i64), int_word(machine, values(&l) as i64)];
    Ok(Tuple::new(&machine.heap, &words).value())
}

/// `(format, values)`: as `pack` where nothing is wrong, else None.
fn packed(machine: &Machine, args: &[Value]) -> Answer {
    quick(machine, args[0], |format| pack_as(machine, format, args[1]))
}

/// `(format, data)`: as `unpack` where nothing is wrong, else None.
fn unpacked(machine: &Machine, args: &[Value]) -> Answer {
    let Some(data) = args[1].cast::<Bytes>().map(|b| machine.heap.bytes(b)) else {
        return Ok(roots::none(machine));
    };
    quick(machine, args[0], |format| {
        let l = layout(machine, format)?;
        if l.size != data.len() {
            return Ok(roots::none(machine));
        }
        unpack_as(machine, &l, data, 0)
    })
}

/// The Python side finds out what is wrong, and says it.
fn quick(machine: &Machine, format: Value, run: impl Fn(&[u8]) -> Answer) -> Answer {
    let format = match (format.cast::<Str>(), format.cast::<Bytes>()) {
        (Some(s), _) => Str::bytes(&machine.heap, s),
        (_, Some(b)) => machine.heap.bytes(b),
        _ => return Ok(roots::none(machine)),
    };
    run(format).or_else(|_| {
        machine.take_pending();
        Ok(roots::none(machine))
    })
}

/// `(format, data, offset)`
fn unpack(machine: &Machine, args: &[Value]) -> Answer {
    let l = layout(machine, &bytes(machine, args[0])?)?;
    let (data, offset) = (bytes(machine, args[1])?, int(machine, args[2])? as usize);
    unpack_as(machine, &l, &data, offset)
}

fn unpack_as(machine: &Machine, l: &Layout, data: &[u8], offset: usize) -> Answer {
    let Some(data) = data.get(offset..offset.saturating_add(l.size)) else {
        return Err(wrong(machine, "not enough data"));
    };
    let mut out = Vec::with_capacity(values(l));
    for item in &l.items {
        match item.code {
            b'x' => {}
            b's' => out.push(bytes_word(machine, &data[item.at..item.at + item.count])),
            b'p' => {
                let all = &data[item.at..item.at + item.count];
                let n = all.first().map_or(0, |n| *n as usize).min(item.count.saturating_sub(1));
                out.push(bytes_word(machine, all.get(1..1 + n).unwrap_or_default()));
            }
            code => {
                let size = item_size(l, item);
                for k in 0..item.count {
                    let part = &data[item.at + k * size..item.at + (k + 1) * size];
                    out.push(one(machine, code, part, l.little));
                }
            }
        }
    }
    Ok(Tuple::new(&machine.heap, &out).value())
}

fn item_size(l: &Layout, item: &Item) -> usize {
    // The next item or the end says how wide this one is, but for padding; the code says it alone.
    let _ = l;
    match item.code {
        b'l' | b'L' => {
            let next = l.items.iter().map(|i| i.at).find(|at| *at > item.at).unwrap_or(l.size);
            if item.count > 0 && (next - item.at) / item.count >= 8 { 8 } else { 4 }
        }
        c => size_of(c, true).unwrap_or(1),
    }
}

/// The bytes of a number with the first one lowest.
fn little_endian(part: &[u8], little: bool) -> [u8; 8] {
    let mut b = [0; 8];
    b[..part.len()].copy_from_slice(part);
    if !little {
        b[..part.len()].reverse();
    }
    b
}

fn one(machine: &Machine, code: u8, part: &[u8], little: bool) -> Value {
    if code == b'c' {
        return bytes_word(machine, part);
    }
    if code == b'?' {
        return bool_word(machine, part[0] != 0);
    }
    let b = little_endian(part, little);
    let raw = u64::from_le_bytes(b);
    let bits = 8 * part.len() as u32;
    match code {
        b'e' => machine.heap.float(half_to_double(raw as u16)),
        b'f' => machine.heap.float(f32::from_bits(raw as u32) as f64),
        b'd' => machine.heap.float(f64::from_bits(raw)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
            int_word(machine, ((raw << (64 - bits)) as i64) >> (64 - bits))
        }
        _ => BigInt::word(&machine.heap, Big::from(raw)),
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

/// `(format, values)`
fn pack(machine: &Machine, args: &[Value]) -> Answer {
    pack_as(machine, &bytes(machine, args[0])?, args[1])
}

fn pack_as(machine: &Machine, format: &[u8], values_given: Value) -> Answer {
    let l = layout(machine, format)?;
    let given = values_given.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    let wanted = values(&l);
    if given.len() != wanted {
        return Err(wrong(
            machine,
            &format!("pack expected {wanted} items for packing (got {})", given.len()),
        ));
    }
    machine.heap.check(l.size).map_err(|_| crate::errors::memory_error(machine))?;
    let mut out = vec![0; l.size];
    let mut given = given.into_iter();
    for item in &l.items {
        match item.code {
            b'x' => {}
            b's' | b'p' => {
                let v = given.next().unwrap_or(Value::ZERO);
                let Some(b) = crate::builtins::args::bytes_of(machine, v) else {
                    let c = char::from(item.code);
                    return Err(wrong(machine, &format!("argument for '{c}' must be a bytes object")));
                };
                let room = &mut out[item.at..item.at + item.count];
                if item.code == b's' {
                    let n = b.len().min(room.len());
                    room[..n].copy_from_slice(&b[..n]);
                } else if !room.is_empty() {
                    let n = b.len().min(room.len() - 1).min(255);
                    room[0] = n as u8;
                    room[1..=n].copy_from_slice(&b[..n]);
                }
            }
            code => {
                let size = item_size(&l, item);
                for k in 0..item.count {
                    let v = given.next().unwrap_or(Value::ZERO);
                    let part = &mut out[item.at + k * size..item.at + (k + 1) * size];
                    put(machine, code, v, part, l.little)?;
                }
            }
        }
    }
    Ok(bytes_word(machine, &out))
}

fn put(machine: &Machine, code: u8, v: Value, part: &mut [u8], little: bool) -> Result<(), Raise> {
    let n = part.len();
    let raw: u64 = match code {
        b'c' => match crate::builtins::args::bytes_of(machine, v).as_deref() {
            Some([b]) => *b as u64,
            _ => return Err(wrong(machine, "char format requires a bytes object of length 1")),
        },
        b'?' => match crate::builtins::args::truth(machine, v) {
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
    part.copy_from_slice(&raw.to_le_bytes()[..n]);
    if !little {
        part.reverse();
    }
    Ok(())
}

fn float_bits(machine: &Machine, code: u8, x: f64) -> Result<u64, Raise> {
    let large = |what: &str| {
        crate::errors::raise(
            machine,
            crate::types::builtin::Cls::OverflowError,
            &format!("float too large to pack with {what} format"),
        )
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
        let text = match code {
            b'q' | b'Q' | b'n' | b'N' | b'P' => {
                format!("'{}' format requires {low} <= number <= {high}", code as char)
            }
            b'b' => "byte format requires -128 <= number <= 127".into(),
            b'B' => "ubyte format requires 0 <= number <= 255".into(),
            b'h' => "short format requires -32768 <= number <= 32767".into(),
            b'H' => "ushort format requires 0 <= number <= 65535".into(),
            c => format!("'{}' format requires {low} <= number <= {high}", c as char),
        };
        return Err(wrong(machine, &text));
    }
    let b = if b.sign() == Sign::Minus { b + (Big::from(1) << 64) } else { b };
    Ok(b.iter_u64_digits().next().unwrap_or(0))
}

const PRIVATE: &[Native] = &[
    Native::pure("_struct_size", 1, 1, size_native),
    Native::pure("_struct_packed", 2, 2, packed),
    Native::pure("_struct_unpacked", 2, 2, unpacked),
    Native::pure("_struct_unpack", 3, 3, unpack),
    Native::pure("_struct_pack", 2, 2, pack),
];
