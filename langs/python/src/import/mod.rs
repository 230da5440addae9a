//! Imports: which module a name means, and what must run to load it.
//!
//! `find` says where a module is, `load` makes it, `cache` keeps compiled files, `source` reads
//! files. What runs module bodies is the prelude's `_import`. Where a program has changed
//! `sys.meta_path` or `sys.path_hooks`, or a path entry is no folder, importlib does the work.

mod cache;
pub mod find;
pub mod load;
pub mod source;
mod syntax;
pub mod warned;

pub use load::body;
pub use syntax::syntax_error;

use crate::builtins::exception_fields;
use crate::builtins::native::native;
use crate::dicts;
use crate::errors::{raise, type_error};
use crate::roots;
use crate::runtime::{interned, known_sym, rt, sym};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::types::{instance, module};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Str, Tuple, str_of};

pub fn modules(machine: &Machine) -> Gc<Dict> {
    machine.root(roots::MODULES).cast().expect("sys.modules")
}

/// The loaded module of that name.
pub fn loaded(machine: &Machine, name: Value) -> Option<Value> {
    dicts::get_str(machine, modules(machine), str_of(name)?)
}

fn loaded_named(machine: &Machine, name: &str) -> Option<Value> {
    dicts::get_str(machine, modules(machine), Str::new(&machine.heap, name))
}

fn text_of(machine: &Machine, v: Value) -> Option<String> {
    str_of(v).map(|s| Str::text(&machine.heap, s).into_owned())
}

/// What the program put in the place of `builtins.__import__`, for imports of its own.
pub fn replaced(machine: &Machine, globals: Gc<Dict>) -> Option<Value> {
    if machine.root(roots::PRELUDE).cast::<Module>().is_some_and(|m| module::dict(m) == globals) {
        return None;
    }
    let builtins = machine.root(roots::BUILTINS).cast::<Module>()?;
    let f = module::get(machine, builtins, known_sym(machine, "__import__"))?;
    let own = f.cast::<Builtin>().is_some_and(|b| native(b.get(Builtin::NUMBER)).name == "__import__");
    (!own).then_some(f)
}

/// `import name`: the module, or a tail that loads it. `from`: a tuple of names or None.
pub fn import(
    machine: &Machine,
    name: Value,
    from: Value,
    level: i64,
    globals: Gc<Dict>,
) -> Result<Value, Raise> {
    let Some(text) = text_of(machine, name) else {
        return Err(type_error(machine, "module name must be a string"));
    };
    if level < 0 {
        return Err(raise(machine, Cls::ValueError, "level must be >= 0"));
    }
    let full = if level > 0 { resolve(machine, &text, level, globals)? } else { text };
    if full.is_empty() {
        return Err(raise(machine, Cls::ValueError, "Empty module name"));
    }
    let none = roots::none(machine);
    let names = crate::iterate::items(machine, from).unwrap_or_default();
    let end = if names.is_empty() { full.find('.').unwrap_or(full.len()) } else { full.len() };
    // `import a.b` answers `a`; of a relative import, the part that was written counts.
    let known = loaded_named(machine, &full).filter(|m| *m != none && !initializing(machine, &full, *m));
    if let Some(m) = known
        && (names.is_empty() || !is_package(machine, m))
        && let Some(m) = if names.is_empty() { loaded_named(machine, &full[..end]) } else { Some(m) }
    {
        return Ok(m);
    }
    let word = |s: &str| interned(machine, s).value();
    if names.is_empty() {
        return tail::prelude(machine, "_import_top", &[word(&full), word(&full[..end])]);
    }
    tail::prelude(machine, "_import_from_list", &[word(&full), from])
}

/// Whether the module is loaded but a parent may not know it yet.
fn initializing(machine: &Machine, name: &str, _module: Value) -> bool {
    rt(machine).importing.borrow().iter().any(|n| &**n == name)
}

fn is_package(machine: &Machine, m: Value) -> bool {
    match m.cast::<Module>() {
        Some(m) => module::get(machine, m, known_sym(machine, "__path__")).is_some(),
        None => true,
    }
}

/// The absolute name of a relative import.
fn resolve(machine: &Machine, name: &str, level: i64, globals: Gc<Dict>) -> Result<String, Raise> {
    let none = roots::none(machine);
    let get = |n: &str| dicts::get_str(machine, globals, interned(machine, n)).filter(|v| *v != none);
    let package = match get("__package__") {
        Some(p) => match text_of(machine, p) {
            Some(p) => p,
            None => return Err(type_error(machine, "__package__ must be set to a string")),
        },
        None => {
            let own = get("__name__").and_then(|n| text_of(machine, n)).unwrap_or_default();
            if get("__path__").is_some() {
                own
            } else {
                own.rsplit_once('.').map_or(String::new(), |(p, _)| p.to_string())
            }
        }
    };
    if package.is_empty() {
        let text = "attempted relative import with no known parent package";
        return Err(raise(machine, Cls::ImportError, text));
    }
    let mut base = &package[..];
    for _ in 1..level {
        base = match base.rsplit_once('.') {
            Some((p, _)) => p,
            None => {
                let text = "attempted relative import beyond top-level package";
                return Err(raise(machine, Cls::ImportError, text));
            }
        };
    }
    Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
}

/// An ImportError with its attributes.
pub fn import_error(machine: &Machine, class: Cls, text: &str, name: &str, path: Option<&str>) -> Raise {
    let text = Str::new(&machine.heap, text).value();
    let none = roots::none(machine);
    let e = crate::errors::new_exception(machine, class.gc(machine), &[text]);
    e.set_item(
        &machine.heap,
        Instance::SLOTS,
        crate::types::class::EXC_CONTEXT,
        crate::errors::handled(machine),
    );
    let path = path.map_or(none, |p| Str::new(&machine.heap, p).value());
    for (i, v) in [interned(machine, name).value(), path].into_iter().enumerate() {
        exception_fields::put(machine, e, i, v);
    }
    machine.raise(e.value())
}

pub fn not_found(machine: &Machine, name: &str) -> Raise {
    import_error(machine, Cls::ModuleNotFoundError, &format!("No module named '{name}'"), name, None)
}

/// A module whose body raised is not loaded.
pub fn failed(machine: &Machine, name: Value) -> Result<Value, Raise> {
    done(machine, name);
    if let Some(s) = str_of(name) {
        dicts::remove_str(machine, modules(machine), s);
    }
    Ok(roots::none(machine))
}

/// A module's body has run.
pub fn done(machine: &Machine, name: Value) {
    if let Some(name) = text_of(machine, name) {
        rt(machine).importing.borrow_mut().retain(|n| **n != *name);
    }
}

/// `from module import name`.
pub fn from(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    if v == machine.root(roots::PRELUDE)
        && let Some(f) = crate::prelude::find(machine, &Str::text(&machine.heap, name))
    {
        return Ok(f.value());
    }
    if let Some(found) = instance::find(machine, v, name)? {
        return Ok(found);
    }
    let m = v.cast::<Module>();
    if instance::module_getattr(machine, v).is_some() || m.is_none() {
        return tail::prelude(machine, "_import_from", &[v, name.value()]);
    }
    missing_name(machine, v, name)
}

/// The submodule that is not an attribute yet, or the ImportError.
pub fn missing_name(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    let m = v.cast::<Module>();
    let get =
        |k: &str| m.and_then(|m| module::get(machine, m, sym(machine, k))).and_then(|v| text_of(machine, v));
    let own = get("__name__");
    let wanted = Str::text(&machine.heap, name).into_owned();
    if let Some(own) = &own
        && let Some(m) = loaded_named(machine, &format!("{own}.{wanted}"))
    {
        return Ok(m);
    }
    let file = get("__file__");
    let starting = own.as_deref().is_some_and(|o| initializing(machine, o, v));
    let own = own.unwrap_or_else(|| "<unknown module name>".into());
    let place = file.as_deref().unwrap_or("unknown location");
    let text = if starting {
        format!(
            "cannot import name '{wanted}' from partially initialized module '{own}' \
             (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{wanted}' from '{own}' ({place})")
    };
    let r = import_error(machine, Cls::ImportError, &text, &own, file.as_deref());
    if let Some(e) = machine.take_pending() {
        if let Some(i) = e.cast::<Instance>() {
            exception_fields::put(machine, i, 2, name.value());
        }
        return Err(machine.raise(e));
    }
    Err(r)
}

/// The names of `from module import *`, or a tail that says them.
pub fn star_names(machine: &Machine, m: Gc<Module>) -> Option<Value> {
    module::get(machine, m, known_sym(machine, "__all__"))
}

/// The dotted prefixes of a name, outermost first.
pub fn prefixes(machine: &Machine, name: &str) -> Value {
    let parts: Vec<Value> = name
        .match_indices('.')
        .map(|(i, _)| &name[..i])
        .chain([name])
        .map(|p| interned(machine, p).value())
        .collect();
    Tuple::new(&machine.heap, &parts).value()
}
