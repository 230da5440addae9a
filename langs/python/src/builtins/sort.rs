//! Sorting, stable, with whatever order the guest's values have.

use crate::errors::type_error;
use crate::order::{Order, order};
use crate::types::objects::Instance;
use crate::values::type_name;
use std::cmp::Ordering;
use trackway::{Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple};

/// Whether guest code may have to compare these: instances, and containers that are not flat.
pub fn needs_guest(items: &[Value]) -> bool {
    let scalar = |v: &Value| {
        v.cast::<Instance>().is_none() && v.cast::<List>().is_none() && v.cast::<Tuple>().is_none()
    };
    let flat = |v: &Value| match (v.cast::<List>(), v.cast::<Tuple>()) {
        (Some(l), _) => List::to_vec(l).iter().all(scalar),
        (_, Some(t)) => Tuple::to_vec(t).iter().all(scalar),
        _ => scalar(v),
    };
    !items.iter().all(flat)
}

/// `a < b` of values for which [`needs_guest`] does not hold.
pub fn less(machine: &Machine, a: Value, b: Value) -> Result<bool, Raise> {
    match order(machine, a, b) {
        Order::Is(o) => Ok(o == Ordering::Less),
        Order::None => Ok(false),
        Order::Unsupported | Order::Ask => {
            let (x, y) = (type_name(machine, a), type_name(machine, b));
            Err(type_error(machine, &format!("'<' not supported between instances of '{x}' and '{y}'")))
        }
    }
}

/// The order in which `keys` stand sorted, as indices.
pub fn sorted_order(machine: &Machine, keys: &[Value], reverse: bool) -> Result<Vec<usize>, Raise> {
    let n = keys.len();
    let mut at: Vec<usize> = if reverse { (0..n).rev().collect() } else { (0..n).collect() };
    if let Some(ints) = keys.iter().map(|v| v.as_int()).collect::<Option<Vec<i64>>>() {
        at.sort_by_key(|i| ints[*i]);
    } else if let Some(strs) = strings(machine, keys) {
        at.sort_by_key(|i| strs[*i]);
    } else {
        at = merge_sort(at, |i, j| less(machine, keys[i], keys[j]))?;
    }
    if reverse {
        at.reverse();
    }
    Ok(at)
}

fn strings<'m>(machine: &'m Machine, keys: &[Value]) -> Option<Vec<&'m [u8]>> {
    keys.iter().map(|v| v.cast::<Str>().map(|s| Str::bytes(&machine.heap, s))).collect()
}

/// Merge sort: the standard library's may panic where NaN makes the order inconsistent.
fn merge_sort(
    mut at: Vec<usize>,
    mut less: impl FnMut(usize, usize) -> Result<bool, Raise>,
) -> Result<Vec<usize>, Raise> {
    let n = at.len();
    let mut width = 1;
    while width < n {
        let mut out = Vec::with_capacity(n);
        for start in (0..n).step_by(2 * width) {
            let (mid, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut i, mut j) = (start, mid);
            // Runs that are in order already are only copied.
            if mid == end || !less(at[mid], at[mid - 1])? {
                out.extend_from_slice(&at[start..end]);
                continue;
            }
            while i < mid && j < end {
                if less(at[j], at[i])? {
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
        at = out;
        width *= 2;
    }
    Ok(at)
}
