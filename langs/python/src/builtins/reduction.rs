//! What copy and pickle ask instances for, and give back to them.

use super::native::Native;
use super::{Home, Table};
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, rt, sym_of};
use crate::tail;
use crate::types::attribute_dict;
use crate::types::class::{self, Class, FLAG_BUILTIN, FLAG_EXCEPTION, FLAG_PAYLOAD, FLAG_SLOTS};
use crate::types::instance;
use crate::types::module;
use crate::types::objects::{Instance, Module};
use crate::types::shape::ShapeKind;
use crate::values::instance_class;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Str, Tuple};

type Answer = Result<Value, Raise>;

/// The tables of this family.
pub const TABLES: &[Table] = &[Table {
    home: Home::Prelude,
    natives: &[
        Native::pure("_own_attributes", 1, 1, |m, a| own_attributes(m, a[0])),
        Native::tail("_set_attributes", 2, 2, set_attributes),
    ],
}];

/// `object.__reduce_ex__(protocol)`
pub fn reduce_ex(machine: &Machine, args: &[Value]) -> Answer {
    match args[0].cast::<Instance>().filter(|_| args[1].as_int().is_some_and(|p| p >= 2)) {
        Some(i) if is_plain(machine, instance_class(machine, i)) => match new_object(machine) {
            Some(make) => reduced(machine, i, make),
            None => tail::prelude(machine, "_object_reduce_ex", args),
        },
        _ => tail::prelude(machine, "_object_reduce_ex", args),
    }
}

fn reduced(machine: &Machine, i: Gc<Instance>, make: Value) -> Answer {
    let (heap, none) = (&machine.heap, roots::none(machine));
    let class = Tuple::new(heap, &[instance_class(machine, i).value()]).value();
    let state = own_attributes(machine, i.value())?;
    Ok(Tuple::new(heap, &[make, class, state, none, none]).value())
}

/// Whether the class says nothing of its own about how its instances are made again, and they have no slots.
fn is_plain(machine: &Machine, c: Gc<Class>) -> bool {
    const SPECIAL: [&str; 5] =
        ["__reduce__", "__getstate__", "__getnewargs_ex__", "__getnewargs__", "__getattribute__"];
    let slots = !rt(machine).shapes().get(c.get(Class::ROOT_SHAPE) as u32).keys().is_empty();
    c.get(Class::FLAGS) & (FLAG_BUILTIN | FLAG_EXCEPTION | FLAG_PAYLOAD | FLAG_SLOTS) == 0
        && !slots
        && SPECIAL.iter().all(|n| class::user_special(machine, c, n).is_none())
}

/// `copyreg.__newobj__`, if that was imported.
fn new_object(machine: &Machine) -> Option<Value> {
    let modules = machine.root(roots::MODULES).cast::<Dict>()?;
    let copyreg = dicts::get_str(machine, modules, interned(machine, "copyreg"))?.cast::<Module>()?;
    module::get(machine, copyreg, crate::runtime::known_sym(machine, "__newobj__"))
}

/// A dict of the attributes that have no slots, or None. It is the instance's own where that has one already; to make
/// it one would slow the attributes down for ever.
fn own_attributes(machine: &Machine, v: Value) -> Answer {
    let none = roots::none(machine);
    let Some(i) = v.cast::<Instance>() else { return Ok(none) };
    let kind = rt(machine).shapes().get(i.shape()).kind;
    let d = match kind {
        ShapeKind::Dict => instance::to_dict(machine, i)?,
        _ => attribute_dict::attributes(machine, i)?,
    };
    Ok(if Dict::len(d) == 0 { none } else { d.value() })
}

/// `o.__dict__.update(state)`, which need not make a dict of the attributes.
fn set_attributes(machine: &Machine, args: &[Value]) -> Answer {
    let slow = || tail::prelude(machine, "_update_attributes", args);
    let (Some(i), Some(state)) = (args[0].cast::<Instance>(), args[1].cast::<Dict>()) else { return slow() };
    let class = instance_class(machine, i);
    let named = Dict::keys(state).iter().all(|k| k.cast::<Str>().is_some());
    let own_way = class::user_special(machine, class, "__dict__").is_some()
        || class::user_special(machine, class, "__getattribute__").is_some();
    if own_way || !named || class.get(Class::FLAGS) & (FLAG_EXCEPTION | FLAG_SLOTS) != 0 {
        return slow();
    }
    for (k, v) in Dict::pairs(state) {
        let name = k.cast::<Str>().expect("names only");
        instance::set_own(machine, i, sym_of(machine, name), v)?;
    }
    Ok(roots::none(machine))
}
