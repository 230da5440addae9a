//! `isinstance` and `issubclass`, and what abstract base classes have answered so far.
//!
//! The `_abc` module decides; its answers stand in a table here, so that neither a second
//! question nor a trace has to ask guest code. A `register` forgets the answers that were no.

use super::native::Native;
use super::{Home, Table};
use crate::errors::type_error;
use crate::roots::{self, bool_word};
use crate::runtime::{known_sym, rt};
use crate::tail;
use crate::types::class::{self, Class};
use crate::types::objects::{Function, Instance};
use crate::values::class_of;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Tuple;

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: ABC }];

const ABC: &[Native] = &[
    Native::pure("_abc_known", 2, 2, |m, a| {
        let known = rt(m).abstract_classes.known(class_arg(m, a[1])?, class_arg(m, a[0])?);
        Ok(known.map_or(roots::none(m), |yes| bool_word(m, yes)))
    }),
    Native::effect("_abc_note", 3, 3, |m, a| {
        let yes = a[2] == m.root(roots::TRUE);
        rt(m).abstract_classes.note(class_arg(m, a[1])?, class_arg(m, a[0])?, yes);
        Ok(roots::none(m))
    }),
    Native::effect("_abc_registered", 0, 0, |m, _| {
        rt(m).abstract_classes.answers.borrow_mut().retain(|_, yes| *yes);
        m.bump_epoch();
        Ok(roots::none(m))
    }),
    Native::effect("_abc_forget", 1, 1, |m, a| {
        let base = class_arg(m, a[0])?.get(Class::NUMBER);
        rt(m).abstract_classes.answers.borrow_mut().retain(|(_, b), _| *b != base);
        m.bump_epoch();
        Ok(roots::none(m))
    }),
    Native::pure("_abc_dump", 2, 2, |m, a| {
        let base = class_arg(m, a[0])?.get(Class::NUMBER);
        let wanted = a[1] == m.root(roots::TRUE);
        let answers = rt(m).abstract_classes.answers.borrow();
        let classes = answers.iter().filter(|((_, b), yes)| *b == base && **yes == wanted);
        let classes: Vec<Value> = classes.map(|((c, _), _)| rt(m).class(*c as u32).value()).collect();
        Ok(Tuple::new(&m.heap, &classes).value())
    }),
];

fn class_arg(machine: &Machine, v: Value) -> Result<Gc<Class>, Raise> {
    v.cast().ok_or_else(|| type_error(machine, "issubclass() arg 1 must be a class"))
}

/// Answers of abstract base classes.
#[derive(Default)]
pub struct AbstractClasses {
    /// By the numbers of a class and of the abstract one.
    answers: RefCell<FxHashMap<(i64, i64), bool>>,
    /// The number of `abc.ABCMeta`, once it was met.
    meta: Cell<Option<i64>>,
}

impl AbstractClasses {
    fn known(&self, class: Gc<Class>, base: Gc<Class>) -> Option<bool> {
        self.answers.borrow().get(&(class.get(Class::NUMBER), base.get(Class::NUMBER))).copied()
    }

    fn note(&self, class: Gc<Class>, base: Gc<Class>, yes: bool) {
        self.answers.borrow_mut().insert((class.get(Class::NUMBER), base.get(Class::NUMBER)), yes);
    }
}

/// What decides whether something is an instance of a class.
pub enum Decider {
    /// The classes it derives from.
    Bases,
    /// `ABCMeta`, so its answers are remembered.
    Abstract,
    /// Other guest code.
    Guest,
}

/// Who decides about instances of `base`, and about classes derived from it.
pub fn decider(machine: &Machine, base: Gc<Class>, method: &'static str) -> Decider {
    let meta = class_of(machine, base.value());
    if class::user_special(machine, meta, method).is_none() {
        return Decider::Bases;
    }
    let known = &rt(machine).abstract_classes.meta;
    let owner = class::lookup(machine, meta, known_sym(machine, method)).map(|(_, owner)| owner);
    let Some(owner) = owner else { return Decider::Guest };
    if known.get().is_none() && is_abc_meta(machine, owner) {
        known.set(Some(owner.get(Class::NUMBER)));
    }
    if known.get() == Some(owner.get(Class::NUMBER)) { Decider::Abstract } else { Decider::Guest }
}

fn is_abc_meta(machine: &Machine, owner: Gc<Class>) -> bool {
    class::full_name(machine, owner) == "abc.ABCMeta"
        && class::own_attr(machine, owner, known_sym(machine, "__instancecheck__"))
            .is_some_and(|f| f.cast::<Function>().is_some())
}

/// Whether `class` counts as derived from `base`; `None`: guest code has to say.
pub fn known_subclass(
    machine: &Machine,
    class: Gc<Class>,
    base: Gc<Class>,
    method: &'static str,
) -> Option<bool> {
    match decider(machine, base, method) {
        Decider::Bases => Some(class::is_subclass(class, base)),
        Decider::Abstract => rt(machine).abstract_classes.known(class, base),
        Decider::Guest => None,
    }
}

/// Whether `class` is derived from one of the classes in a class or nested tuples of classes;
/// `None`: guest code has to say, or something else is there.
fn known_in(machine: &Machine, class: Gc<Class>, bases: Value, method: &'static str) -> Option<bool> {
    if let Some(base) = bases.cast::<Class>() {
        return known_subclass(machine, class, base, method);
    }
    let mut work = vec![(bases.cast::<Tuple>()?, 0)];
    while let Some((tuple, at)) = work.pop() {
        if at == tuple.tail_len(Tuple::ITEMS) {
            continue;
        }
        work.push((tuple, at + 1));
        let base = tuple.item(Tuple::ITEMS, at);
        match base.cast::<Class>() {
            Some(base) => {
                if known_subclass(machine, class, base, method)? {
                    return Some(true);
                }
            }
            None => work.push((base.cast::<Tuple>()?, 0)),
        }
    }
    Some(false)
}

/// Whether an object may claim another class than its own.
pub fn poses(machine: &Machine, class: Gc<Class>) -> bool {
    ["__class__", "__getattribute__"]
        .into_iter()
        .any(|name| class::user_special(machine, class, name).is_some())
}

pub fn isinstance(machine: &Machine, args: &[Value]) -> Answer {
    let own = class_of(machine, args[0]);
    let honest = args[0].cast::<Instance>().is_none() || !poses(machine, own);
    let known = honest.then(|| known_in(machine, own, args[1], "__instancecheck__")).flatten();
    match known {
        Some(yes) => Ok(bool_word(machine, yes)),
        None => tail::prelude(machine, "_isinstance", &[args[0], args[1]]),
    }
}

pub fn issubclass(machine: &Machine, args: &[Value]) -> Answer {
    let class = args[0].cast::<Class>();
    match class.and_then(|class| known_in(machine, class, args[1], "__subclasscheck__")) {
        Some(yes) => Ok(bool_word(machine, yes)),
        None => tail::prelude(machine, "_issubclass", &[args[0], args[1]]),
    }
}
