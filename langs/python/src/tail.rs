//! Answers that let guest code go on: how a Rust helper "calls" a guest function.

use crate::errors::type_error;
use crate::prelude;
use crate::types::objects::{Function, TailCall};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, Tuple};

/// Go on with prelude function `name`.
pub fn prelude(machine: &Machine, name: &'static str, args: &[Value]) -> Result<Value, Raise> {
    Ok(function(machine, prelude::function_for(machine, name, args), args))
}

/// Go on with any callable.
pub fn callable(machine: &Machine, f: Value, args: &[Value]) -> Result<Value, Raise> {
    match f.cast::<Function>() {
        Some(f) if f.get(Function::CODE).params as usize == args.len() && plain(f) => {
            Ok(function(machine, f, args))
        }
        _ => {
            let args = Tuple::new(&machine.heap, args).value();
            prelude(machine, "_apply", &[f, args])
        }
    }
}

fn plain(f: Gc<Function>) -> bool {
    f.get(Function::CODE).guest::<crate::code::Signature>().simple
}

fn function(machine: &Machine, f: Gc<Function>, args: &[Value]) -> Value {
    let heap = &machine.heap;
    let array = Array::new(heap, args.len());
    args.iter().enumerate().for_each(|(i, v)| array.set_item(heap, Array::ITEMS, i, *v));
    let t = heap.alloc::<TailCall>();
    t.set(heap, TailCall::FUNCTION, f);
    t.set(heap, TailCall::ARGS, array);
    t.value()
}

/// What is not there yet.
pub fn missing(machine: &Machine, what: &str) -> Raise {
    type_error(machine, &format!("not supported yet: {what}"))
}
