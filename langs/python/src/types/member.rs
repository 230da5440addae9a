//! Members: descriptors for the names in `__slots__`.

use super::class::{self, Class};
use super::objects::{Instance, Member};
use crate::errors::{raise, type_error};
use crate::roots;
use crate::runtime::interned;
use crate::types::builtin::Cls;
use crate::values::{instance_class, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Str, str_of};

/// Puts a member for each slot into the class's namespace; the first is slot number `first`.
pub fn define(machine: &Machine, class: Gc<Class>, slots: &[String], first: usize) {
    let heap = &machine.heap;
    for (i, name) in slots.iter().enumerate() {
        let m = heap.alloc::<Member>();
        let name = interned(machine, name);
        m.set(heap, Member::CLASS, class.value());
        m.set(heap, Member::NAME, name.value());
        m.set(heap, Member::INDEX, (first + i) as i64);
        let _no_limit = crate::dicts::set_str(machine, class.get(Class::DICT), name, m.value());
    }
}

/// The instance, if the member is one of its class.
fn place(machine: &Machine, m: Gc<Member>, v: Value) -> Result<(Gc<Instance>, usize), Raise> {
    let class: Gc<Class> = m.get(Member::CLASS).cast().expect("a class");
    match v.cast::<Instance>() {
        Some(i) if class::is_subclass(instance_class(machine, i), class) => {
            Ok((i, m.get(Member::INDEX) as usize))
        }
        _ => {
            let text = format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                name(machine, m),
                class::class_name(machine, class),
                type_name(machine, v)
            );
            Err(type_error(machine, &text))
        }
    }
}

/// The member's name.
pub fn name(machine: &Machine, m: Gc<Member>) -> String {
    str_of(m.get(Member::NAME)).map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned())
}

fn absent(machine: &Machine, m: Gc<Member>, v: Value) -> Raise {
    let text = format!("'{}' object has no attribute '{}'", type_name(machine, v), name(machine, m));
    raise(machine, Cls::AttributeError, &text)
}

/// `v.name`.
pub fn get(machine: &Machine, m: Gc<Member>, v: Value) -> Result<Value, Raise> {
    let (i, at) = place(machine, m, v)?;
    match i.item(Instance::SLOTS, at) {
        found if found == machine.root(roots::UNBOUND) => Err(absent(machine, m, v)),
        found => Ok(found),
    }
}

/// `v.name = x`, or `del v.name`.
pub fn set(machine: &Machine, m: Gc<Member>, v: Value, x: Option<Value>) -> Result<(), Raise> {
    let (i, at) = place(machine, m, v)?;
    let unbound = machine.root(roots::UNBOUND);
    if x.is_none() && i.item(Instance::SLOTS, at) == unbound {
        return Err(raise(machine, Cls::AttributeError, &name(machine, m)));
    }
    i.set_item(&machine.heap, Instance::SLOTS, at, x.unwrap_or(unbound));
    Ok(())
}
