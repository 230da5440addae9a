//! Sorting, stable, with whatever order the guest's values have.

use crate::errors::type_error;
use crate::order::{Order, bare, order};
use crate::types::objects::Instance;
use crate::values::type_name;
use std::cmp::Ordering;
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, Tuple};

/// Why Rust cannot tell.
enum Stuck {
    /// Guest code decides.
    Ask,
    Raised(Raise),
}

/// A key and the number of the item that it belongs to.
type Keyed<K> = (K, usize);

fn less(machine: &Machine, a: Value, b: Value) -> Result<bool, Stuck> {
    match order(machine, a, b) {
        Order::Is(o) => Ok(o == Ordering::Less),
        Order::None => Ok(false),
        Order::Ask => Err(Stuck::Ask),
        Order::Unsupported => {
            let (x, y) = (type_name(machine, a), type_name(machine, b));
            let text = format!("'<' not supported between instances of '{x}' and '{y}'");
            Err(Stuck::Raised(type_error(machine, &text)))
        }
    }
}

/// `items` as they stand when sorted by `keys`; `None`: guest code has to compare.
pub fn sorted(
    machine: &Machine,
    keys: &[Value],
    items: &[Value],
    reverse: bool,
) -> Result<Option<Vec<Value>>, Raise> {
    if std::ptr::eq(keys, items)
        && let Some(sorted) = sorted_ints(items, reverse)
    {
        return Ok(Some(sorted));
    }
    let keys: Vec<Value> = keys.iter().map(|k| bare(machine, *k)).collect();
    if keys.iter().any(|k| k.cast::<Instance>().is_some()) {
        return Ok(None);
    }
    let keys = &keys[..];
    let place = |i: usize| if reverse { keys.len() - 1 - i } else { i };
    let order = match in_order(machine, keys, place) {
        Ok(order) => order,
        Err(Stuck::Ask) => return Ok(None),
        Err(Stuck::Raised(r)) => return Err(r),
    };
    let at = order.into_iter().map(|i| items[i]);
    Ok(Some(if reverse { at.rev().collect() } else { at.collect() }))
}

/// Small integers that are their own keys: equal ones are the same.
fn sorted_ints(items: &[Value], reverse: bool) -> Option<Vec<Value>> {
    let mut ints: Vec<i64> = items.iter().map(|v| v.as_int()).collect::<Option<_>>()?;
    ints.sort_unstable();
    if reverse {
        ints.reverse();
    }
    ints.into_iter().map(Value::int).collect()
}

/// The numbers of the keys in their order; `place`: which key is looked at as the i-th.
fn in_order(machine: &Machine, keys: &[Value], place: impl Fn(usize) -> usize) -> Result<Vec<usize>, Stuck> {
    if let Some(mut pairs) = all(keys, &place, |v| v.as_int()) {
        pairs.sort_by_key(|p| p.0);
        return Ok(numbers(pairs));
    }
    if let Some(mut pairs) = all(keys, &place, |v| text(machine, v)) {
        pairs.sort_by(|p, q| p.0.cmp(&q.0));
        return Ok(numbers(pairs));
    }
    if let Some(mut pairs) = all(keys, &place, |v| v.as_float().filter(|f| !f.is_nan())) {
        pairs.sort_by(|p, q| p.0.partial_cmp(&q.0).unwrap_or(Ordering::Equal));
        return Ok(numbers(pairs));
    }
    // Tuples mostly differ in their first elements.
    let first = |v: Value| v.cast::<Tuple>().filter(|t| t.tail_len(Tuple::ITEMS) > 0);
    let first = |v: Value| first(v).map(|t| t.item(Tuple::ITEMS, 0));
    if let Some(pairs) = all(keys, &place, |v| Some((first(v)?.as_int()?, v))) {
        return by_first(machine, pairs);
    }
    if let Some(pairs) = all(keys, &place, |v| Some((text(machine, first(v)?)?, v))) {
        return by_first(machine, pairs);
    }
    let pairs = (0..keys.len()).map(|i| (keys[place(i)], place(i))).collect();
    merge_sort(pairs, |a, b| less(machine, *a, *b)).map(numbers)
}

/// A string's first bytes as a number, which mostly decides, and all of them.
fn text(machine: &Machine, v: Value) -> Option<(u64, &[u8])> {
    let bytes = Str::bytes(&machine.heap, v.cast()?);
    let mut first = [0; 8];
    let n = bytes.len().min(8);
    first[..n].copy_from_slice(&bytes[..n]);
    Some((u64::from_be_bytes(first), bytes))
}

/// Sorts values that come with what decides for most of them.
fn by_first<K: Ord + Copy>(machine: &Machine, pairs: Vec<Keyed<(K, Value)>>) -> Result<Vec<usize>, Stuck> {
    let less = |a: &(K, Value), b: &(K, Value)| match a.0.cmp(&b.0) {
        Ordering::Equal => less(machine, a.1, b.1),
        o => Ok(o == Ordering::Less),
    };
    merge_sort(pairs, less).map(numbers)
}

/// The keys as what `of` makes of them, if it can.
fn all<K>(
    keys: &[Value],
    place: impl Fn(usize) -> usize,
    of: impl Fn(Value) -> Option<K>,
) -> Option<Vec<Keyed<K>>> {
    (0..keys.len()).map(|i| of(keys[place(i)]).map(|k| (k, place(i)))).collect()
}

fn numbers<K>(pairs: Vec<Keyed<K>>) -> Vec<usize> {
    pairs.into_iter().map(|p| p.1).collect()
}

/// Merge sort: the standard library's may panic where NaN makes the order inconsistent.
fn merge_sort<K: Copy>(
    mut at: Vec<Keyed<K>>,
    mut less: impl FnMut(&K, &K) -> Result<bool, Stuck>,
) -> Result<Vec<Keyed<K>>, Stuck> {
    let n = at.len();
    let mut out = Vec::with_capacity(n);
    let mut width = 1;
    while width < n {
        out.clear();
        for start in (0..n).step_by(2 * width) {
            let (mid, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut i, mut j) = (start, mid);
            // Runs that are in order already are only copied.
            if mid == end || !less(&at[mid].0, &at[mid - 1].0)? {
                out.extend_from_slice(&at[start..end]);
                continue;
            }
            while i < mid && j < end {
                if less(&at[j].0, &at[i].0)? {
                    out.push(at[j]);
                    j += 1;
                } else {
                    out.push(at[i]);
                    i += 1;
                }
            }
            out.extend_from_slice(&at[i..mid]);
            out.extend_from_slice(&at[j..end]);
        }
        std::mem::swap(&mut at, &mut out);
        width *= 2;
    }
    Ok(at)
}
