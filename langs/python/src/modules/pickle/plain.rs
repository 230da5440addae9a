//! Instances that are pickled as all are: made by their class without arguments, then given their attributes.

use crate::dicts;
use crate::runtime::rt;
use crate::symbols::Sym;
use crate::types::attr::is_builtin_class;
use crate::types::class::{
    Class, FLAG_ABSTRACT, FLAG_EXCEPTION, FLAG_METACLASS, FLAG_PAYLOAD, FLAG_SLOTS, user_special,
};
use crate::types::instance::own;
use crate::types::layout;
use crate::types::objects::Instance;
use crate::types::shape::{ShapeKind, Slot};
use crate::values::instance_class;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use trackway::{Gc, Machine, Value};
use trackway_kit::Dict;

/// Methods by which a class pickles its instances in its own way.
const SPECIAL: [&str; 7] = [
    "__reduce_ex__",
    "__reduce__",
    "__getstate__",
    "__getnewargs_ex__",
    "__getnewargs__",
    "__getattribute__",
    "__getattr__",
];

/// The attributes of a shape; `None`: its instances are not plain.
type Known = Option<Rc<[(Sym, Slot)]>>;

/// What is known of shapes of instances.
pub struct Plain {
    enabled: bool,
    shapes: FxHashMap<u32, Known>,
}

impl Plain {
    pub fn new(enabled: bool) -> Plain {
        Plain { enabled, shapes: FxHashMap::default() }
    }

    /// Classes change between two runs of guest code.
    pub fn forget(&mut self) {
        self.shapes.clear();
    }

    /// The class of an instance that is pickled in the plain way. `table` has reduction functions by class.
    pub fn class(&mut self, machine: &Machine, v: Value, table: Value) -> Option<Value> {
        let i = v.cast::<Instance>().filter(|_| self.enabled)?;
        let shape = i.shape();
        let class = instance_class(machine, i);
        let known = self.shapes.entry(shape).or_insert_with(|| {
            let keyed = rt(machine).shapes().get(shape).kind == ShapeKind::Instance;
            (keyed && is_plain(machine, class, table)).then(|| rt(machine).shapes().entries(shape))
        });
        known.is_some().then(|| class.value())
    }

    /// The names and values of a plain instance's attributes.
    pub fn attributes(&self, machine: &Machine, v: Value) -> Vec<(Value, Value)> {
        let Some(i) = v.cast::<Instance>() else { return Vec::new() };
        let entries = match self.shapes.get(&i.shape()) {
            Some(Some(known)) => known.clone(),
            _ => rt(machine).shapes().entries(i.shape()),
        };
        let value = |name: Sym, slot: Slot| match slot {
            Slot::Inline(n) => Some(i.item(Instance::SLOTS, n as usize)),
            Slot::Outside(_) => own(machine, i, name),
        };
        let name = |name: Sym| rt(machine).name(name).value();
        entries.iter().filter_map(|(n, slot)| Some((name(*n), value(*n, *slot)?))).collect()
    }
}

/// Whether instances of a class hold their attributes and nothing else.
pub fn is_simple(machine: &Machine, class: Gc<Class>) -> bool {
    const OTHERS: i64 = FLAG_EXCEPTION | FLAG_METACLASS | FLAG_PAYLOAD | FLAG_SLOTS | FLAG_ABSTRACT;
    class.get(Class::FLAGS) & OTHERS == 0
        && !is_builtin_class(class)
        && layout::members(machine, class).is_empty()
}

fn is_plain(machine: &Machine, class: Gc<Class>, table: Value) -> bool {
    let in_table = match table.cast::<Dict>() {
        Some(d) => !matches!(dicts::find(machine, d, class.value()), Ok(dicts::Lookup::Absent(_))),
        None => true,
    };
    is_simple(machine, class)
        && !in_table
        && SPECIAL.iter().all(|n| user_special(machine, class, n).is_none())
}
