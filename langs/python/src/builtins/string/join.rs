//! str: join.

use crate::builtins::args::this;
use crate::builtins::native::Native;
use crate::errors::{memory_error, type_error};
use crate::iterate::items_of_any;
use crate::tail;
use crate::values::{type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::{Str, str_of};

fn join(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let sep = this::<Str>(machine, args, "str", "join")?;
    let Some(items) = items_of_any(machine, args[1]) else {
        return tail::prelude(machine, "_join", args);
    };
    let heap = &machine.heap;
    let (between, gap) = (Str::bytes(heap, sep), Str::len(sep));
    let (mut total, mut chars) = (0usize, 0usize);
    let mut parts: Vec<&[u8]> = Vec::with_capacity(2 * items.len());
    for (i, v) in items.iter().enumerate() {
        let Some(s) = str_of(unwrap(machine, *v)) else {
            let given = type_name(machine, *v);
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
    if items.len() == 1 && str_of(items[0]).is_some() {
        return Ok(items[0]);
    }
    heap.check(total).map_err(|_| memory_error(machine))?;
    Ok(Str::of_parts(heap, &parts, chars).value())
}

/// Methods of str.
pub const METHODS: &[Native] = &[Native::tail("join", 2, 2, join)];
