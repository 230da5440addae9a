//! Raising exceptions from Rust.

use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::{
    Class, EXC_ARGS, EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS, EXC_TRACEBACK, new_instance,
};
use crate::types::objects::{ExcState, Instance};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Str, Tuple};

/// A new exception with these arguments; its class is derived from BaseException.
pub fn new_exception(machine: &Machine, class: Gc<Class>, args: &[Value]) -> Gc<Instance> {
    let heap = &machine.heap;
    let e = new_instance(machine, class);
    let none = roots::none(machine);
    e.set_item(heap, Instance::SLOTS, EXC_ARGS, Tuple::new(heap, args).value());
    for i in [EXC_CAUSE, EXC_CONTEXT, EXC_TRACEBACK] {
        e.set_item(heap, Instance::SLOTS, i, none);
    }
    e.set_item(heap, Instance::SLOTS, EXC_SUPPRESS, machine.root(roots::FALSE));
    e
}

/// Raises `class(text)`.
#[cold]
pub fn raise(machine: &Machine, class: Cls, text: &str) -> Raise {
    let text = Str::new(&machine.heap, text).value();
    raise_with(machine, class, &[text])
}

/// Raises `class(*args)`.
#[cold]
pub fn raise_with(machine: &Machine, class: Cls, args: &[Value]) -> Raise {
    let e = new_exception(machine, class.gc(machine), args);
    e.set_item(&machine.heap, Instance::SLOTS, EXC_CONTEXT, handled(machine));
    machine.raise(e.value())
}

#[cold]
pub fn type_error(machine: &Machine, text: &str) -> Raise {
    raise(machine, Cls::TypeError, text)
}

#[cold]
pub fn value_error(machine: &Machine, text: &str) -> Raise {
    raise(machine, Cls::ValueError, text)
}

#[cold]
pub fn memory_error(machine: &Machine) -> Raise {
    raise_with(machine, Cls::MemoryError, &[])
}

/// The exception being handled, or None.
pub fn handled(machine: &Machine) -> Value {
    state(machine).get(ExcState::HANDLED)
}

pub fn state(machine: &Machine) -> Gc<ExcState> {
    machine.root(roots::EXC_STATE).cast().expect("the exception state")
}

/// The exception behind a word whose class derives from BaseException.
pub fn exception(machine: &Machine, v: Value) -> Option<Gc<Instance>> {
    let e = v.cast::<Instance>()?;
    let class = rt(machine).class(rt(machine).shapes().get(e.shape()).owner);
    if class.get(Class::FLAGS) & crate::types::class::FLAG_EXCEPTION != 0 { Some(e) } else { None }
}
