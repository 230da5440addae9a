//! What a program can see of its own names: `globals`, `locals`, `dir`, `input`.

use super::native::{Inline, Native};
use super::{Home, Table};
use crate::dicts;
use crate::errors::type_error;
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::instance;
use crate::types::objects::*;
use crate::types::shape::ShapeKind;
use crate::values::class_of;
use std::collections::BTreeSet;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Builtins, natives: FUNCTIONS }];

const FUNCTIONS: &[Native] = &[
    Native::pure("globals", 0, 0, |m, _| Err(type_error(m, "globals() takes no arguments")))
        .inline(Inline::Globals),
    Native::pure("locals", 0, 0, |m, _| Err(type_error(m, "locals() takes no arguments")))
        .inline(Inline::Locals),
    Native::tail("vars", 0, 1, vars).inline(Inline::Locals),
    Native::tail("dir", 0, 1, |m, a| dir(m, a[0])).inline(Inline::Dir),
    Native::tail("input", 0, 1, input),
];

fn vars(machine: &Machine, args: &[Value]) -> Answer {
    instance::get(machine, args[0], crate::runtime::interned(machine, "__dict__")).map_err(|Raise| {
        let e = machine.take_pending().expect("a pending exception");
        if class::derives(machine, class_of(machine, e), Cls::AttributeError) {
            return type_error(machine, "vars() argument must have __dict__ attribute");
        }
        machine.raise(e)
    })
}

/// The names of a namespace, sorted.
pub fn sorted_names(machine: &Machine, names: BTreeSet<String>) -> Value {
    let words: Vec<Value> = names.iter().map(|n| Str::new(&machine.heap, n).value()).collect();
    List::new(&machine.heap, &words).value()
}

fn dir(machine: &Machine, v: Value) -> Answer {
    match class::user_special(machine, class_of(machine, v), "__dir__") {
        Some(f) => crate::tail::prelude(machine, "_dir", &[f, v]),
        None => match v.cast::<Module>().and_then(|m| {
            crate::types::module::get(machine, m, crate::runtime::known_sym(machine, "__dir__"))
        }) {
            Some(f) => crate::tail::prelude(machine, "_dir_module", &[f]),
            None => dir_of(machine, v),
        },
    }
}

/// The names of a value's attributes, sorted; as `object.__dir__`.
pub fn dir_of(machine: &Machine, v: Value) -> Answer {
    let mut names = BTreeSet::new();
    let mut add_dict = |d: Gc<Dict>| {
        for k in Dict::keys(d).into_iter().filter_map(str_of) {
            names.insert(Str::text(&machine.heap, k).into_owned());
        }
    };
    let of_class = v.cast::<Class>();
    if let Some(m) = v.cast::<Module>() {
        add_dict(crate::types::module::dict(m));
        return Ok(sorted_names(machine, names));
    }
    if let Some(i) = v.cast::<Instance>() {
        // Asking for names must not change how the attributes are kept.
        let entries = rt(machine).shapes().entries(i.shape());
        let d = Dict::new(&machine.heap);
        for (k, _) in entries.iter() {
            dicts::set_str(machine, d, rt(machine).name(*k), Value::ZERO)?;
        }
        add_dict(d);
        if rt(machine).shapes().get(i.shape()).kind == ShapeKind::Dict {
            add_dict(instance::to_dict(machine, i)?);
        }
    }
    let class = of_class.unwrap_or_else(|| class_of(machine, v));
    for c in Tuple::to_vec(class.get(Class::MRO)).into_iter().filter_map(|c| c.cast::<Class>()) {
        add_dict(c.get(Class::DICT));
    }
    names.retain(|n| !n.starts_with(' '));
    Ok(sorted_names(machine, names))
}

/// The names of a module's variables or a function's, as a dict.
pub fn locals(machine: &Machine, names: &[std::rc::Rc<str>], values: &[Value]) -> Result<Gc<Dict>, Raise> {
    let d = Dict::new(&machine.heap);
    for (name, v) in names.iter().zip(values) {
        let v = class::unwrap_cell(*v);
        if v != machine.root(roots::UNBOUND) {
            dicts::set_str(machine, d, crate::runtime::interned(machine, name), v)?;
        }
    }
    Ok(d)
}

fn input(machine: &Machine, args: &[Value]) -> Answer {
    let tuple = Tuple::new(&machine.heap, args).value();
    crate::tail::prelude(machine, "_input", &[tuple])
}
