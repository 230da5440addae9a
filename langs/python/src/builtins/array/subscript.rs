//! Subscripts of arrays.

use super::item::{checked_value, read, word};
use super::store::Store;
use super::{different_codes, index_error};
use crate::builtins::args::within;
use crate::builtins::num::int;
use crate::errors::{memory_error, type_error, value_error};
use crate::items::{bounds, places};
use crate::types::objects::Slice;
use crate::values::type_name;
use trackway::{Machine, Raise, Value};

/// The place that a number means.
fn place(machine: &Machine, a: Store, i: Value, what: &str) -> Result<usize, Raise> {
    let Some(i) = int(machine, i) else {
        return Err(type_error(machine, "array indices must be integers"));
    };
    match i.to_i64() {
        Some(i) => {
            within(i, a.len()).ok_or_else(|| index_error(machine, &format!("array {what}index out of range")))
        }
        None => Err(index_error(machine, "cannot fit 'int' into an index-sized integer")),
    }
}

/// `a[i]`, no slice.
pub fn get_item(machine: &Machine, a: Store, i: Value) -> Result<Value, Raise> {
    checked_value(machine, a.code(), a.get(place(machine, a, i, "")?))
}

/// The items that bounds select, as an array.
pub fn cut(machine: &Machine, a: Store, b: (i64, i64, i64)) -> Store {
    if b.2 == 1 {
        return a.part(&machine.heap, b.0 as usize, b.1.max(b.0) as usize);
    }
    let words: Vec<u64> = places(b).into_iter().map(|i| a.get(i)).collect();
    Store::new(&machine.heap, a.code(), &words)
}

/// `a[i] = v`.
pub fn set_item(machine: &Machine, a: Store, i: Value, v: Value) -> Result<(), Raise> {
    let Some(s) = i.cast::<Slice>() else {
        let at = place(machine, a, i, "assignment ")?;
        a.set(&machine.heap, at, word(machine, a.code(), v)?);
        return Ok(());
    };
    let Some(from) = Store::of(machine, v) else {
        let text = format!("can only assign array (not \"{}\") to array slice", type_name(machine, v));
        return Err(type_error(machine, &text));
    };
    if from.code() != a.code() {
        return Err(different_codes(machine));
    }
    let b = bounds(machine, s, a.len())?;
    let new = from.words();
    if b.2 == 1 {
        let (start, end) = (b.0 as usize, b.1.max(b.0) as usize);
        return a.splice(&machine.heap, start, end, &new).map_err(|_| memory_error(machine));
    }
    let at = places(b);
    if new.is_empty() {
        return delete(machine, a, at);
    }
    if at.len() != new.len() {
        let (n, places) = (new.len(), at.len());
        let text = format!("attempt to assign array of size {n} to extended slice of size {places}");
        return Err(value_error(machine, &text));
    }
    at.into_iter().zip(new).for_each(|(i, w)| a.set(&machine.heap, i, w));
    Ok(())
}

/// `del a[i]`.
pub fn delete_item(machine: &Machine, a: Store, i: Value) -> Result<(), Raise> {
    match i.cast::<Slice>() {
        Some(s) => delete(machine, a, places(bounds(machine, s, a.len())?)),
        None => delete(machine, a, vec![place(machine, a, i, "assignment ")?]),
    }
}

fn delete(machine: &Machine, a: Store, mut at: Vec<usize>) -> Result<(), Raise> {
    at.sort_unstable();
    let mut gone = at.into_iter().peekable();
    let kept: Vec<u64> = (0..a.len()).filter(|i| gone.next_if_eq(i).is_none()).map(|i| a.get(i)).collect();
    a.splice(&machine.heap, 0, a.len(), &kept).map_err(|_| memory_error(machine))
}

/// Writes bytes over those of the items from byte `at` on, as far as there are items.
pub fn write_bytes(machine: &Machine, a: Store, at: usize, new: &[u8]) {
    let (size, code) = (a.code().size(), a.code());
    let first = at / size;
    let end = (at + new.len()).div_ceil(size).min(a.len());
    let mut all = super::item::bytes_of_items(a, first, end);
    let skip = at - first * size;
    let n = new.len().min(all.len().saturating_sub(skip));
    all[skip..skip + n].copy_from_slice(&new[..n]);
    for (i, chunk) in all.chunks_exact(size).enumerate() {
        a.set(&machine.heap, first + i, read(code, chunk));
    }
}
