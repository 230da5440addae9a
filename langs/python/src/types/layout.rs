//! How instances of a class are laid out: the slots that every one has.
//!
//! ```text
//! slots: | wrapped value, or an exception's five | names in __slots__ | attributes as they come ...
//! ```
//! The fixed slots of a class begin with those of its base, so an index holds in derived classes.
//! A slot that `__slots__` named holds the unbound marker while nothing is assigned.

use super::builtin::Cls;
use super::class::{self, Class, EXC_SLOTS, FLAG_EXCEPTION, FLAG_PAYLOAD};
use super::objects::Function;
use super::shape::ShapeKind;
use crate::errors::type_error;
use crate::runtime::{known_sym, rt, sym};
use crate::symbols::Sym;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

/// Attributes beyond which an instance keeps the rest outside.
const MAX_INLINE: usize = 64;

/// The name under which the wrapped value of an instance is kept.
pub const PAYLOAD: &str = " payload";

/// Makes the shape of new instances: the base's fixed slots, then one per name in `__slots__`.
pub fn root_shape(machine: &Machine, class: Gc<Class>, slots: &[String]) {
    let (id, flags) = (class.get(Class::NUMBER) as u32, class.get(Class::FLAGS));
    let mut names: Vec<Sym> = match base(class) {
        Some(b) => fixed(machine, b),
        None => Vec::new(),
    };
    if names.is_empty() {
        if flags & FLAG_EXCEPTION != 0 {
            names.extend(EXC_SLOTS.iter().map(|n| sym(machine, n)));
        } else if flags & FLAG_PAYLOAD != 0 {
            names.push(sym(machine, PAYLOAD));
        }
    }
    // A blank in front: no attribute is found under that name.
    names.extend(slots.iter().enumerate().map(|(i, n)| sym(machine, &format!(" {i} {n}"))));
    let room = inline_room(machine, class, names.len()) as u32;
    let shape = rt(machine).shapes().with_keys(ShapeKind::Instance, id, room, names);
    class.set(&machine.heap, Class::ROOT_SHAPE, shape as i64);
}

/// The range of fixed slots that `__slots__` named, in instances of the class.
pub fn members(machine: &Machine, class: Gc<Class>) -> std::ops::Range<usize> {
    let flags = class.get(Class::FLAGS);
    let first =
        if flags & FLAG_EXCEPTION != 0 { EXC_SLOTS.len() } else { usize::from(flags & FLAG_PAYLOAD != 0) };
    first..rt(machine).shapes().get(class.get(Class::ROOT_SHAPE) as u32).keys().len()
}

/// The names of the fixed slots of a class's instances.
pub fn fixed(machine: &Machine, class: Gc<Class>) -> Vec<Sym> {
    rt(machine).shapes().get(class.get(Class::ROOT_SHAPE) as u32).keys().to_vec()
}

fn bases(class: Gc<Class>) -> impl Iterator<Item = Gc<Class>> {
    Tuple::to_vec(class.get(Class::BASES)).into_iter().filter_map(|b| b.cast::<Class>())
}

/// The base whose layout the class extends.
fn base(class: Gc<Class>) -> Option<Gc<Class>> {
    let all: Vec<_> = bases(class).collect();
    all.iter().copied().find(|b| all.iter().all(|o| class::is_subclass(solid(*b), solid(*o))))
}

/// The class that gave instances of `class` their layout.
fn solid(class: Gc<Class>) -> Gc<Class> {
    match class.get(Class::LAYOUT).cast() {
        Some(own) => own,
        // Exceptions differ in attributes, not in layout; `bool` is an `int`.
        None if class.get(Class::FLAGS) & FLAG_EXCEPTION != 0 => {
            let mro = class.get(Class::MRO);
            mro.item(Tuple::ITEMS, mro.tail_len(Tuple::ITEMS) - 2).cast().unwrap_or(class)
        }
        None => class,
    }
}

/// Whether the class's own `__slots__` name `__weakref__`.
pub fn names_weakref(machine: &Machine, class: Gc<Class>) -> bool {
    let slots = class::own_attr(machine, class, known_sym(machine, "__slots__"));
    let is = |v: Value| {
        trackway_kit::str_of(v).is_some_and(|s| trackway_kit::Str::bytes(&machine.heap, s) == b"__weakref__")
    };
    slots.is_some_and(|v| is(v) || crate::iterate::items(machine, v).unwrap_or_default().into_iter().any(is))
}

/// Sets what the class's layout is; it names `slots`. An error where the bases' layouts differ.
pub fn settle(machine: &Machine, class: Gc<Class>, slots: &[String]) -> Result<(), Raise> {
    let Some(base) = base(class) else {
        return Err(type_error(machine, "multiple bases have instance lay-out conflict"));
    };
    let own = if slots.is_empty() { solid(base) } else { class };
    class.set(&machine.heap, Class::LAYOUT, own.value());
    if !slots.is_empty() {
        let first = fixed(machine, base).len().max(fixed(machine, class).len());
        root_shape(machine, class, slots);
        super::member::define(machine, class, slots, first);
    }
    Ok(())
}

/// Whether instances of one class can become instances of the other.
pub fn compatible(machine: &Machine, a: Gc<Class>, b: Gc<Class>) -> bool {
    let flags = FLAG_EXCEPTION | FLAG_PAYLOAD | class::FLAG_SLOTS;
    let same = a.get(Class::FLAGS) & flags == b.get(Class::FLAGS) & flags;
    same && (solid(a) == solid(b) || fixed(machine, a) == fixed(machine, b) && !builtin_layout(machine, a, b))
}

fn builtin_layout(machine: &Machine, a: Gc<Class>, b: Gc<Class>) -> bool {
    let object = Cls::Object.gc(machine);
    let builtin = |c: Gc<Class>| {
        let mro = Tuple::to_vec(c.get(Class::MRO));
        let own =
            mro.into_iter().filter_map(|c| c.cast::<Class>()).find(|c| super::attr::is_builtin_class(*c));
        own.unwrap_or(object)
    };
    builtin(a) != builtin(b)
}

/// Slots within new instances: the fixed ones, what the bases have, and what `__init__` sets.
fn inline_room(machine: &Machine, class: Gc<Class>, fixed: usize) -> usize {
    let inherited = bases(class);
    let inherited =
        inherited.map(|b| rt(machine).shapes().inline_room(b.get(Class::ROOT_SHAPE) as u32) as usize).max();
    let own = match class::own_attr(machine, class, known_sym(machine, "__init__"))
        .and_then(|f| f.cast::<Function>())
    {
        Some(f) => {
            let code = f.get(Function::CODE);
            let mut names = std::collections::HashSet::new();
            code.unit.each_insn(|op, operands| {
                if op == "set_attr" {
                    names.insert(operands[1]);
                }
            });
            names.len()
        }
        None => 0,
    };
    (fixed.max(inherited.unwrap_or(0)) + own).min(MAX_INLINE).max(fixed)
}
