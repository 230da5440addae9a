//! str: join.

use crate::builtins::args::this;
use crate::builtins::native::Native;
use crate::errors::{memory_error, type_error};
use crate::iterate::items_of_any;
use crate::tail;
use crate::values::{type_name, unwrap};
use smallvec::SmallVec;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple, str_of};

fn join(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let sep = this::<Str>(machine, args, "str", "join")?;
    if let Some(l) = args[1].cast::<List>() {
        return join_items(machine, sep, List::len(l), |i| List::get(&machine.heap, l, i));
    }
    if let Some(t) = args[1].cast::<Tuple>() {
        return join_items(machine, sep, t.tail_len(Tuple::ITEMS), |i| t.item(Tuple::ITEMS, i));
    }
    match items_of_any(machine, args[1]) {
        Some(items) => join_items(machine, sep, items.len(), |i| items[i]),
        None => tail::prelude(machine, "_join", args),
    }
}

fn join_items(
    machine: &Machine,
    sep: Gc<Str>,
    n: usize,
    item: impl Fn(usize) -> Value,
) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let (between, gap) = (Str::bytes(heap, sep), Str::len(sep));
    let (mut total, mut chars) = (0usize, 0usize);
    let mut parts = SmallVec::<[&[u8]; 32]>::new();
    for i in 0..n {
        let v = item(i);
        let Some(s) = v.cast::<Str>().or_else(|| str_of(unwrap(machine, v))) else {
            let given = type_name(machine, v);
            let text = format!("sequence item {i}: expected str instance, {given} found");
            return Err(type_error(machine, &text));
        };
        if i > 0 && !between.is_empty() {
            parts.push(between);
            chars += gap;
        }
        let part = Str::bytes(heap, s);
        parts.push(part);
        chars += Str::len(s);
        total = total.saturating_add(part.len() + between.len());
    }
    if n == 1 && str_of(item(0)).is_some() {
        return Ok(item(0));
    }
    heap.check(total).map_err(|_| memory_error(machine))?;
    Ok(Str::of_parts(heap, &parts, chars).value())
}

/// Methods of str.
pub const METHODS: &[Native] = &[Native::tail("join", 2, 2, join)];
