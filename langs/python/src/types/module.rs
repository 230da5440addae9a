//! Modules: an object around a namespace.

use super::namespace;
use super::objects::Module;
use crate::dicts;
use crate::runtime::{interned, rt};
use crate::symbols::Sym;
use trackway::{Gc, Machine, Value};
use trackway_kit::{Dict, Str, str_of};

/// A module with the variables that every module has.
pub fn new(machine: &Machine, name: &str) -> Gc<Module> {
    let d = Dict::new(&machine.heap);
    namespace::of(machine, d);
    let module = around(machine, d);
    define(machine, module, "__name__", interned(machine, name).value());
    for name in ["__doc__", "__package__", "__loader__", "__spec__"] {
        define(machine, module, name, crate::roots::none(machine));
    }
    module
}

/// A module whose variables are those of a dict.
pub fn around(machine: &Machine, d: Gc<Dict>) -> Gc<Module> {
    let module = machine.heap.alloc::<Module>();
    module.set(&machine.heap, Module::DICT, d);
    module
}

pub fn dict(module: Gc<Module>) -> Gc<Dict> {
    module.get(Module::DICT)
}

pub fn get(machine: &Machine, module: Gc<Module>, name: Sym) -> Option<Value> {
    dicts::get_str(machine, dict(module), rt(machine).name(name))
}

pub fn set(machine: &Machine, module: Gc<Module>, name: Sym, v: Value) {
    let _no_limit = dicts::set_str(machine, dict(module), rt(machine).name(name), v);
}

/// Removes a variable; `false` when there is none.
pub fn remove(machine: &Machine, module: Gc<Module>, name: Sym) -> bool {
    dicts::remove_str(machine, dict(module), rt(machine).name(name)).is_some()
}

/// Sets a variable by its text.
pub fn define(machine: &Machine, module: Gc<Module>, name: &str, v: Value) {
    set(machine, module, crate::runtime::sym(machine, name), v);
}

/// The module's `__name__`, for messages; `None` when it is no string.
pub fn name(machine: &Machine, module: Gc<Module>) -> Option<String> {
    let v = get(machine, module, crate::runtime::known_sym(machine, "__name__"))?;
    str_of(v).map(|s| Str::text(&machine.heap, s).into_owned())
}
