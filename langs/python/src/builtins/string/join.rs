//! str: join.

use crate::builtins::args::{text_of, this_text, word};
use crate::builtins::native::Native;
use crate::errors::{memory_error, type_error};
use crate::iterate::items_of_any;
use crate::tail;
use crate::values::type_name;
use trackway::{Machine, Raise, Value};

fn join(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let sep = this_text(machine, args, "join")?;
    let Some(items) = items_of_any(machine, args[1]) else {
        return tail::prelude(machine, "_join", args);
    };
    let mut total: usize = 0;
    for (i, v) in items.iter().enumerate() {
        let Some(s) = text_of(machine, *v) else {
            let given = type_name(machine, *v);
            return Err(type_error(
                machine,
                &format!("sequence item {i}: expected str instance, {given} found"),
            ));
        };
        total = total.saturating_add(s.len() + sep.len());
    }
    machine.heap.check(total).map_err(|_| memory_error(machine))?;
    let mut out = Vec::with_capacity(total);
    for (i, v) in items.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(sep);
        }
        out.extend_from_slice(text_of(machine, *v).unwrap_or_default());
    }
    Ok(word(machine, &out))
}

/// Methods of str.
pub const METHODS: &[Native] = &[Native::tail("join", 2, 2, join)];
