//! Equality and order of arrays.

use super::item::value;
use super::store::Store;
use crate::order::{self, Order};
use trackway::{Machine, Value};
use trackway_kit::table::Same;

/// Whether two arrays are equal; `None`: one of the values is none.
pub fn equal(machine: &Machine, a: Value, b: Value) -> Option<bool> {
    let (a, b) = (Store::plain(a)?, Store::plain(b)?);
    if a.len() != b.len() {
        return Some(false);
    }
    Some(first_difference(machine, a, b).is_none())
}

fn first_difference(machine: &Machine, a: Store, b: Store) -> Option<usize> {
    let same_words = a.code() == b.code() && !a.code().is_float();
    let item = |s: Store, i| value(machine, s.code(), s.get(i));
    (0..a.len().min(b.len())).find(|i| match same_words {
        true => a.get(*i) != b.get(*i),
        false => order::equal(machine, item(a, *i), item(b, *i)) != Same::Yes,
    })
}

/// The order of two arrays; `None`: one of the values is none.
pub fn order(machine: &Machine, a: Value, b: Value) -> Option<Order> {
    let (a, b) = (Store::plain(a)?, Store::plain(b)?);
    Some(match first_difference(machine, a, b) {
        Some(i) => {
            order::order(machine, value(machine, a.code(), a.get(i)), value(machine, b.code(), b.get(i)))
        }
        None => Order::Is(a.len().cmp(&b.len())),
    })
}
