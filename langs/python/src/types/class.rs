//! Class objects: creation, method resolution order, lookup.

use super::builtin::Cls;
use super::layout;
use super::objects::{BoundMethod, Instance};
use super::own_descriptors;
use super::shape::{ShapeKind, Slot};
use crate::errors::type_error;
use crate::runtime::{known_sym, rt};
use crate::symbols::Sym;
use trackway::{Gc, Machine, Object, Raise, Value};
use trackway_kit::{CellBox, Dict, Str, Tuple, str_of};

/// A class. The header's shape number is the class's own, so that an inline cache that saw it
/// knows which class it is.
#[derive(Object)]
#[object(id = 71)]
pub struct Class {
    /// Number in the runtime's table of classes.
    #[immutable]
    number: i64,
    name: Value,
    qualname: Value,
    bases: Gc<Tuple>,
    mro: Gc<Tuple>,
    dict: Gc<Dict>,
    /// Cells of the attributes that change, by name, for inline caches; a dict, or ZERO.
    cells: Value,
    metaclass: Value,
    /// The class that says how instances are laid out; ZERO for builtin classes.
    layout: Value,
    /// Shape of a new instance.
    root_shape: i64,
    /// The `FLAG_` constants.
    flags: i64,
    /// Builtin that makes instances, inherited by subclasses; ZERO for plain objects.
    construct: Value,
    /// Strong references to subclasses, a list made on demand, or ZERO.
    subclasses: Value,
}

/// Made by the run time.
pub const FLAG_BUILTIN: i64 = 1;
/// A subclass of BaseException.
pub const FLAG_EXCEPTION: i64 = 2;
/// Instances wrap a value of a builtin type in slot 0.
pub const FLAG_PAYLOAD: i64 = 4;
/// A subclass of `type`.
pub const FLAG_METACLASS: i64 = 8;
/// Instances have no `__dict__`: only what `__slots__` names.
pub const FLAG_SLOTS: i64 = 16;
/// Has abstract methods that are not overridden.
pub const FLAG_ABSTRACT: i64 = 32;
/// Registered as a sequence, or as a mapping: for patterns.
pub const FLAG_SEQUENCE: i64 = 64;
pub const FLAG_MAPPING: i64 = 128;

/// Attributes that every exception has, in its first slots.
pub const EXC_SLOTS: [&str; 6] =
    ["args", "__cause__", "__context__", "__traceback__", "__suppress_context__", " fields"];
pub const EXC_ARGS: usize = 0;
pub const EXC_CAUSE: usize = 1;
pub const EXC_CONTEXT: usize = 2;
pub const EXC_TRACEBACK: usize = 3;
pub const EXC_SUPPRESS: usize = 4;
/// What [`crate::builtins::exception_fields`] keeps; ZERO when there is nothing.
pub const EXC_FIELDS: usize = 5;

/// Makes a class object; the caller has checked the arguments.
pub fn make(
    machine: &Machine,
    name: Value,
    bases: &[Gc<Class>],
    dict: Gc<Dict>,
    metaclass: Value,
) -> Result<Gc<Class>, Raise> {
    let heap = &machine.heap;
    let class = heap.alloc::<Class>();
    let id = rt(machine).add_class(class.value());
    class.set(heap, Class::NUMBER, id as i64);
    class.set(heap, Class::NAME, name);
    class.set(heap, Class::QUALNAME, name);
    class.set(heap, Class::DICT, dict);
    class.set(heap, Class::METACLASS, metaclass);
    let words: Vec<Value> = bases.iter().map(|b| b.value()).collect();
    class.set(heap, Class::BASES, Tuple::new(heap, &words));
    let mro = linearize(machine, class, bases)?;
    class.set(heap, Class::MRO, Tuple::new(heap, &mro));
    let mut flags = 0;
    for b in bases {
        flags |= b.get(Class::FLAGS) & (FLAG_EXCEPTION | FLAG_PAYLOAD | FLAG_METACLASS);
        if b.get(Class::CONSTRUCT) != Value::ZERO && class.get(Class::CONSTRUCT) == Value::ZERO {
            class.set(heap, Class::CONSTRUCT, b.get(Class::CONSTRUCT));
            if flags & (FLAG_EXCEPTION | FLAG_METACLASS) == 0 {
                flags |= FLAG_PAYLOAD;
            }
        }
    }
    class.set(heap, Class::FLAGS, flags);
    class.set_shape(rt(machine).shapes().add(ShapeKind::Class, id, 0));
    layout::root_shape(machine, class, &[]);
    Ok(class)
}

/// C3 linearisation.
pub fn linearize(machine: &Machine, class: Gc<Class>, bases: &[Gc<Class>]) -> Result<Vec<Value>, Raise> {
    if let [base] = bases {
        return Ok(std::iter::once(class.value()).chain(Tuple::to_vec(base.get(Class::MRO))).collect());
    }
    let mut lists: Vec<Vec<Value>> = bases.iter().map(|b| Tuple::to_vec(b.get(Class::MRO))).collect();
    lists.push(bases.iter().map(|b| b.value()).collect());
    let mut out = vec![class.value()];
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(out);
        }
        let good = lists.iter().map(|l| l[0]).find(|c| !lists.iter().any(|l| l[1..].contains(c)));
        let Some(next) = good else {
            let names: Vec<String> = bases.iter().map(|b| class_name(machine, *b)).collect();
            let text = format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            );
            return Err(type_error(machine, &text));
        };
        out.push(next);
        for l in &mut lists {
            if l[0] == next {
                l.remove(0);
            }
        }
    }
}

/// The class's `__name__`.
pub fn class_name(machine: &Machine, class: Gc<Class>) -> String {
    str_of(class.get(Class::NAME)).map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned())
}

/// `__module__.__qualname__`, without the module where it is `builtins`.
pub fn full_name(machine: &Machine, class: Gc<Class>) -> String {
    let text = |v: Value| Some(Str::text(&machine.heap, str_of(v)?).into_owned());
    let name = text(class.get(Class::QUALNAME)).unwrap_or_else(|| class_name(machine, class));
    match own_attr(machine, class, known_sym(machine, "__module__")).and_then(text) {
        Some(module) if module != "builtins" => format!("{module}.{name}"),
        _ => name,
    }
}

/// Looks in the class's own namespace.
pub fn own_attr(machine: &Machine, class: Gc<Class>, name: Sym) -> Option<Value> {
    crate::dicts::get_str(machine, class.get(Class::DICT), rt(machine).name(name))
}

/// As [`own_attr`]; the cell of an attribute that changes.
fn own_raw(machine: &Machine, class: Gc<Class>, name: Sym) -> Option<Value> {
    let cell = class.get(Class::CELLS).cast::<Dict>();
    let cell = cell.and_then(|cells| crate::dicts::get_str(machine, cells, rt(machine).name(name)));
    cell.or_else(|| own_attr(machine, class, name))
}

/// What a namespace entry stands for.
pub fn unwrap_cell(v: Value) -> Value {
    v.cast::<CellBox>().map_or(v, |c| c.get(CellBox::VALUE))
}

/// Looks through the method resolution order; the class where it was found.
pub fn lookup(machine: &Machine, class: Gc<Class>, name: Sym) -> Option<(Value, Gc<Class>)> {
    lookup_raw(machine, class, name).map(|(v, c)| (unwrap_cell(v), c))
}

/// As [`lookup`], with the cell itself. Remembered until the machine's epoch changes.
pub fn lookup_raw(machine: &Machine, class: Gc<Class>, name: Sym) -> Option<(Value, Gc<Class>)> {
    let number = class.get(Class::NUMBER) as u32;
    if let Some(known) = rt(machine).known_lookup(machine.epoch(), number, name) {
        return known.map(|(v, owner)| (v, rt(machine).class(owner)));
    }
    let found = lookup_after(machine, class, None, name);
    rt(machine).remember_lookup(number, name, found.map(|(v, c)| (v, c.get(Class::NUMBER) as u32)));
    found
}

/// Looks through the classes behind `after`, or all.
pub fn lookup_after(
    machine: &Machine,
    class: Gc<Class>,
    after: Option<Gc<Class>>,
    name: Sym,
) -> Option<(Value, Gc<Class>)> {
    let mro = class.get(Class::MRO);
    let n = mro.tail_len(Tuple::ITEMS);
    let items = (0..n).map(|i| mro.item(Tuple::ITEMS, i).cast::<Class>().expect("a class"));
    let skip = match after {
        None => 0,
        Some(a) => (0..n).position(|i| mro.item(Tuple::ITEMS, i) == a.value()).map_or(n, |i| i + 1),
    };
    let asks = own_descriptors::is_name(machine, name);
    let own = |c| own_raw(machine, c, name).filter(|v| !asks || !own_descriptors::is_one(*v));
    items.skip(skip).find_map(|c| own(c).map(|v| (v, c)))
}

/// A special method that was defined in Python, or that the wrapped value's class has.
pub fn user_special(machine: &Machine, class: Gc<Class>, name: &'static str) -> Option<Value> {
    // Asked of most values that a builtin function is given; names are not looked up for it.
    if class.get(Class::FLAGS) & FLAG_BUILTIN != 0 {
        return None;
    }
    user_special_sym(machine, class, known_sym(machine, name))
}

/// As [`user_special`].
pub fn user_special_sym(machine: &Machine, class: Gc<Class>, name: Sym) -> Option<Value> {
    // A builtin class has builtin bases only.
    if class.get(Class::FLAGS) & FLAG_BUILTIN != 0 {
        return None;
    }
    let (v, owner) = lookup(machine, class, name)?;
    if owner.get(Class::FLAGS) & FLAG_BUILTIN != 0 {
        return None;
    }
    let takes_none = v.cast::<Instance>().is_some() || v.cast::<BoundMethod>().is_some();
    if takes_none { Some(described(machine, v)) } else { Some(v) }
}

/// What is called with the receiver in place of `v`, a descriptor written in Python or a callable that wants none.
#[inline(never)]
fn described(machine: &Machine, v: Value) -> Value {
    let call = crate::prelude::function(machine, "_described").value();
    super::attr::bind(machine, call, v)
}

/// Whether a special method is what [`described`] makes.
pub fn is_described(machine: &Machine, f: Value) -> bool {
    let call = crate::prelude::function(machine, "_described").value();
    f.cast::<BoundMethod>().is_some_and(|b| b.get(BoundMethod::FUNCTION) == call)
}

/// As [`user_special`] of a class's class; `None` where `v` is no class.
pub fn metaclass_special(machine: &Machine, v: Value, name: &'static str) -> Option<Value> {
    let class = v.cast::<Class>()?;
    user_special(machine, crate::values::class_of(machine, class.value()), name)
}

/// Whether `class` is `base` or derived from it.
pub fn is_subclass(class: Gc<Class>, base: Gc<Class>) -> bool {
    if class == base {
        return true;
    }
    let mro = class.get(Class::MRO);
    (0..mro.tail_len(Tuple::ITEMS)).any(|i| mro.item(Tuple::ITEMS, i) == base.value())
}

/// Whether the class is `base`'s or derived from it.
pub fn derives(machine: &Machine, class: Gc<Class>, base: Cls) -> bool {
    is_subclass(class, base.gc(machine))
}

/// A new instance with no attributes.
pub fn new_instance(machine: &Machine, class: Gc<Class>) -> Gc<Instance> {
    let shape = class.get(Class::ROOT_SHAPE) as u32;
    let room = rt(machine).shapes().inline_room(shape) as usize;
    let i = machine.heap.alloc_tail::<Instance>(room);
    i.set_shape(shape);
    let unbound = machine.root(crate::roots::UNBOUND);
    layout::members(machine, class).for_each(|n| i.set_item(&machine.heap, Instance::SLOTS, n, unbound));
    crate::builtins::weak::born(machine, i, class);
    i
}

/// The slot of an attribute in instances of this shape.
pub fn slot_of(machine: &Machine, shape: u32, name: Sym) -> Option<Slot> {
    rt(machine).shapes().slot(shape, name)
}
