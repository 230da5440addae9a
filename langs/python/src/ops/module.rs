//! Imports.

use super::call::{enter_prelude, finish};
use super::names::globals;
use crate::dicts;
use crate::import;
use crate::roots;
use crate::types::module;
use crate::types::objects::Module;
use trackway::*;
use trackway_kit::{Dict, Str};

/// `d := ` module `n`
#[op]
pub fn import_name<M: Mode>(m: M, d: Out, n: Name, from: Const, level: Imm) -> Step {
    let name = T::lit(m.name(n));
    let (from, level, globals) = (T::lit(m.constant(from)), T::lit(level.0 as i64), T::lit(globals(m)));
    let known = import_known::call(m, name, from, level, globals)?;
    finish(m, d, known)
}

/// The module if it is loaded; else a tail.
#[residual(repeatable)]
fn import_known(
    machine: &Machine,
    name: Value,
    from: Value,
    level: i64,
    globals: Gc<Dict>,
) -> Result<Value, Raise> {
    if let Some(f) = import::replaced(machine, globals) {
        let level = Value::int(level).expect("small");
        return crate::tail::callable(machine, f, &[name, globals.value(), globals.value(), from, level]);
    }
    import::import(machine, name, from, level, globals)
}

/// `d := ` attribute `n` of module `s`, or a submodule
#[op]
pub fn import_from<M: Mode>(m: M, d: Out, s: In, n: Name) -> Step {
    let v = from_module::call(m, m.get(s), T::lit(m.name(n)))?;
    finish(m, d, v)
}

#[residual(repeatable)]
fn from_module(machine: &Machine, v: Value, name: Value) -> Result<Value, Raise> {
    import::from(machine, v, name.cast::<Str>().expect("a name is a string"))
}

/// The public names of module `s` become globals
#[op]
pub fn import_star<M: Mode>(m: M, s: In) -> Step {
    let v = star::call(m, m.get(s), T::lit(globals(m)))?;
    finish(m, super::call::nowhere(m), v)
}

/// None, or a tail.
#[residual(repeatable)]
fn star(machine: &Machine, v: Value, into: Gc<Dict>) -> Result<Value, Raise> {
    let Some(from) = v.cast::<Module>().filter(|m| import::star_names(machine, *m).is_none()) else {
        return crate::tail::prelude(machine, "_import_star", &[v, into.value()]);
    };
    for (name, v) in Dict::pairs(module::dict(from)) {
        let Some(name) = name.cast::<Str>() else { continue };
        if !Str::bytes(&machine.heap, name).starts_with(b"_") {
            dicts::set_str(machine, into, name, v)?;
        }
    }
    Ok(roots::none(machine))
}

/// `sys.displayhook(s)`
#[op]
pub fn print_expr<M: Mode>(m: M, s: In) -> Step {
    let v = m.get(s);
    if v.is_static(m.root(roots::NONE)) {
        return m.next();
    }
    enter_prelude(m, "_displayhook", &[v], super::call::nowhere(m))
}
