//! Items of arrays: from values to words and back, and from words to bytes.

use super::code::Code;
use super::store::Store;
use crate::builtins::num::{self, int};
use crate::errors::{raise, type_error};
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::objects::Instance;
use crate::values::{as_float, class_of, has_index, type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{BigInt, Str, str_of};

/// Whether guest code has to tell the number that `v` stands for.
pub fn asks(machine: &Machine, code: Code, v: Value) -> bool {
    if v.cast::<Instance>().is_none() || code.is_text() {
        return false;
    }
    if !code.is_float() {
        return has_index(machine, v);
    }
    let class = class_of(machine, v);
    let own = |name| user_special(machine, class, name).is_some();
    as_float(machine, v).is_none() && (own("__float__") || own("__index__"))
}

/// The word that stands for `v`, a value that [`asks`] nothing.
pub fn word(machine: &Machine, code: Code, v: Value) -> Result<u64, Raise> {
    if code.is_float() {
        return float_word(machine, code, v);
    }
    if code.is_text() {
        return text_word(machine, v);
    }
    let Some(i) = int(machine, v) else {
        let text = format!("'{}' object cannot be interpreted as an integer", type_name(machine, v));
        return Err(type_error(machine, &text));
    };
    let (low, high) = code.range();
    match i.signed() {
        Some(i) if (low..=high).contains(&i) => Ok(i as u64),
        _ => Err(out_of_range(machine, code, i.signum() < 0)),
    }
}

fn float_word(machine: &Machine, code: Code, v: Value) -> Result<u64, Raise> {
    let f = match as_float(machine, v) {
        Some(f) => f,
        None if crate::values::is_int(machine, v) => {
            return Err(raise(machine, Cls::OverflowError, "int too large to convert to float"));
        }
        None => {
            let text = format!("must be real number, not {}", type_name(machine, v));
            return Err(type_error(machine, &text));
        }
    };
    Ok(if code.is_single() { f as f32 as f64 } else { f }.to_bits())
}

fn text_word(machine: &Machine, v: Value) -> Result<u64, Raise> {
    let Some(s) = str_of(unwrap(machine, v)) else {
        let text = format!("array item must be a unicode character, not {}", type_name(machine, v));
        return Err(type_error(machine, &text));
    };
    if Str::len(s) != 1 {
        let text = format!("array item must be a string of length 1, not a string of length {}", Str::len(s));
        return Err(type_error(machine, &text));
    }
    Ok(Str::point(&machine.heap, s, 0) as u64)
}

fn out_of_range(machine: &Machine, code: Code, low: bool) -> Raise {
    let text = match (code.character(), code.c_type()) {
        ('I' | 'L', _) if low => "can't convert negative value to unsigned int".to_string(),
        ('Q', _) if low => "can't convert negative int to unsigned".to_string(),
        (_, Some(name)) if low => format!("{name} is less than minimum"),
        (_, Some(name)) => format!("{name} is greater than maximum"),
        ('l', _) => "Python int too large to convert to C long".to_string(),
        ('L', _) => "Python int too large to convert to C unsigned long".to_string(),
        _ => "int too big to convert".to_string(),
    };
    raise(machine, Cls::OverflowError, &text)
}

const MAX_POINT: u64 = 0x10_ffff;
const REPLACEMENT: u64 = 0xfffd;

/// As [`value`]; bytes that are no character raise.
pub fn checked_value(machine: &Machine, code: Code, word: u64) -> Result<Value, Raise> {
    if code.is_text() && word > MAX_POINT {
        let text = format!("character U+{word:x} is not in range [U+0000; U+10ffff]");
        return Err(crate::errors::value_error(machine, &text));
    }
    Ok(value(machine, code, word))
}

/// The value that a word stands for.
pub fn value(machine: &Machine, code: Code, word: u64) -> Value {
    if code.is_float() {
        return machine.heap.float(f64::from_bits(word));
    }
    if code.is_text() {
        let point = if word > MAX_POINT { REPLACEMENT } else { word };
        return rt(machine).character(machine, point as u32);
    }
    if code.is_unsigned_word() && word as i64 <= 0 {
        return num::word(machine, num_bigint::BigInt::from(word));
    }
    BigInt::from_i64(&machine.heap, word as i64)
}

/// All items.
pub fn values(machine: &Machine, a: Store) -> Vec<Value> {
    let code = a.code();
    (0..a.len()).map(|i| value(machine, code, a.get(i))).collect()
}

/// Appends the bytes of an item.
fn write(code: Code, word: u64, out: &mut Vec<u8>) {
    let word = if code.is_single() { (f64::from_bits(word) as f32).to_bits() as u64 } else { word };
    out.extend_from_slice(&word.to_le_bytes()[..code.size()]);
}

/// The items as bytes, the lowest first.
pub fn bytes(a: Store) -> Vec<u8> {
    bytes_of_items(a, 0, a.len())
}

/// As [`bytes`], for items `start..end`.
pub fn bytes_of_items(a: Store, start: usize, end: usize) -> Vec<u8> {
    let code = a.code();
    let mut out = Vec::with_capacity(end.saturating_sub(start) * code.size());
    (start..end).for_each(|i| write(code, a.get(i), &mut out));
    out
}

/// The word of an item that lies as bytes, the lowest first.
pub fn read(code: Code, bytes: &[u8]) -> u64 {
    let raw = bytes.iter().rev().fold(0u64, |n, b| n << 8 | *b as u64);
    let unused = 64 - 8 * code.size() as u32;
    match () {
        () if code.is_single() => (f32::from_bits(raw as u32) as f64).to_bits(),
        () if code.is_signed() => ((raw << unused) as i64 >> unused) as u64,
        () => raw,
    }
}
