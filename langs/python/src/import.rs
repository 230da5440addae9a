//! Finding and loading modules: builtin ones, the library's, the program's files.

use crate::builtins::exception_fields;
use crate::code;
use crate::dicts;
use crate::errors::{raise, raise_with};
use crate::roots;
use crate::runtime::{interned, rt, sym};
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::types::{function, instance, module};
use std::path::PathBuf;
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};
use trackway_python_compiler::{ErrorKind, Mode, compile};

/// Modules of the library that are written in Python.
const LIBRARY: &[(&str, &str)] = &[
    ("abc", include_str!("library/abc.py")),
    ("enum", include_str!("library/enum.py")),
    ("_typing", include_str!("library/_typing.py")),
    ("_templatelib", include_str!("library/_templatelib.py")),
];

fn modules(machine: &Machine) -> Gc<Dict> {
    machine.root(roots::MODULES).cast().expect("sys.modules")
}

/// The loaded module of that name.
pub fn loaded(machine: &Machine, name: Value) -> Option<Value> {
    dicts::get_str(machine, modules(machine), str_of(name)?)
}

fn loaded_named(machine: &Machine, name: &str) -> Option<Value> {
    loaded(machine, Str::new(&machine.heap, name).value())
}

/// `import name`: the module, or a tail that runs it. `from`: a tuple of names or None.
pub fn import(
    machine: &Machine,
    name: Value,
    from: Value,
    level: i64,
    globals: Gc<Module>,
) -> Result<Value, Raise> {
    let text = str_of(name).map(|s| Str::text(&machine.heap, s).into_owned()).unwrap_or_default();
    let full = if level > 0 { resolve(machine, &text, level, globals)? } else { text };
    if full.is_empty() {
        return Err(raise(machine, Cls::ValueError, "Empty module name"));
    }
    let names = crate::iterate::items(machine, from).unwrap_or_default();
    let prefixes: Vec<&str> = full.match_indices('.').map(|(i, _)| &full[..i]).chain([&full[..]]).collect();
    let want = if names.is_empty() { prefixes[0] } else { &full };
    let all = prefixes.iter().all(|p| loaded_named(machine, p).is_some());
    if all && let Some(m) = loaded_named(machine, want) {
        let package =
            m.cast::<Module>().is_some_and(|m| module::get(machine, m, sym(machine, "__path__")).is_some());
        if names.is_empty() || !package {
            return Ok(m);
        }
    }
    let word = |s: &str| Str::new(&machine.heap, s).value();
    let parts: Vec<Value> = prefixes.iter().map(|p| word(p)).collect();
    let parts = Tuple::new(&machine.heap, &parts).value();
    if names.is_empty() {
        return tail::prelude(machine, "_import", &[word(&full), parts, machine.root(roots::FALSE)]);
    }
    tail::prelude(machine, "_import_from_list", &[word(&full), parts, from])
}

/// The absolute name of a relative import.
fn resolve(machine: &Machine, name: &str, level: i64, globals: Gc<Module>) -> Result<String, Raise> {
    let own = module::get(machine, globals, sym(machine, "__name__")).and_then(str_of);
    let own = own.map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned());
    let package = module::get(machine, globals, sym(machine, "__path__")).is_some();
    let mut base = if package { &own[..] } else { own.rsplit_once('.').map_or("", |(p, _)| p) };
    for _ in 1..level {
        base = base.rsplit_once('.').map_or("", |(p, _)| p);
    }
    if base.is_empty() {
        let text = "attempted relative import with no known parent package";
        return Err(raise(machine, Cls::ImportError, text));
    }
    Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
}

/// Makes and registers the module `name`; the function that runs its body, or None.
pub fn prepare(machine: &Machine, name: Value) -> Result<Value, Raise> {
    let text = str_of(name).map(|s| Str::text(&machine.heap, s).into_owned()).unwrap_or_default();
    if let Some((_, source)) = LIBRARY.iter().find(|(n, _)| *n == text) {
        let m = crate::builtins::modules::named(machine, &text);
        return body(machine, m, source, &format!("<{text}>"));
    }
    let Some((path, package)) = locate(machine, &text) else { return Err(not_found(machine, &text)) };
    let source = match std::fs::read_to_string(&path) {
        Ok(s) => s,
        Err(e) => {
            return Err(raise(machine, Cls::ImportError, &format!("cannot read {}: {e}", path.display())));
        }
    };
    let m = crate::builtins::modules::named(machine, &text);
    let word = |s: &str| Str::new(&machine.heap, s).value();
    let file = path.to_string_lossy().into_owned();
    module::define(machine, m, "__file__", word(&file));
    if package {
        let dir = path.parent().map_or_else(String::new, |p| p.to_string_lossy().into_owned());
        module::define(machine, m, "__path__", List::new(&machine.heap, &[word(&dir)]).value());
        module::define(machine, m, "__package__", word(&text));
    } else {
        let parent = text.rsplit_once('.').map_or("", |(p, _)| p);
        module::define(machine, m, "__package__", word(parent));
    }
    body(machine, m, &source, &file).inspect_err(|_| {
        remove(machine, &text);
    })
}

/// The function that runs a module's source.
pub fn body(machine: &Machine, m: Gc<Module>, source: &str, file: &str) -> Result<Value, Raise> {
    rt(machine).sources.borrow_mut().insert(file.into(), source.into());
    let unit = compile(source, file, Mode::Exec).map_err(|e| syntax_error(machine, &e, file))?;
    let code = code::load(machine, &Rc::new(unit), module::number(machine, m));
    Ok(function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value())
}

/// Raises the SyntaxError.
pub fn syntax_error(machine: &Machine, e: &trackway_python_compiler::SyntaxError, file: &str) -> Raise {
    let heap = &machine.heap;
    let class = match e.kind {
        ErrorKind::Indentation => Cls::IndentationError,
        ErrorKind::Tab => Cls::TabError,
        _ => Cls::SyntaxError,
    };
    let text = Str::new(heap, &e.message).value();
    let int = |n: u32| Value::int(n as i64).expect("small");
    let details = [
        Str::new(heap, file).value(),
        int(e.line),
        int(e.column),
        Str::new(heap, &format!("{}\n", e.text)).value(),
        int(e.end_line),
        int(e.end_column),
    ];
    let args = [text, Tuple::new(heap, &details).value()];
    let exception = crate::errors::new_exception(machine, class.gc(machine), &args);
    machine.raise(exception.value())
}

/// The file of a module: its path, and whether it is a package.
fn locate(machine: &Machine, name: &str) -> Option<(PathBuf, bool)> {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    let paths = if parent.is_empty() {
        let sys = machine.root(roots::SYS).cast::<Module>()?;
        module::get(machine, sys, sym(machine, "path"))?
    } else {
        module::get(machine, loaded_named(machine, parent)?.cast::<Module>()?, sym(machine, "__path__"))?
    };
    for dir in crate::iterate::items(machine, paths)? {
        let dir = PathBuf::from(&*Str::text(&machine.heap, str_of(dir)?));
        let package = dir.join(last).join("__init__.py");
        if package.is_file() {
            return Some((package, true));
        }
        let file = dir.join(format!("{last}.py"));
        if file.is_file() {
            return Some((file, false));
        }
    }
    None
}

/// Whether a module of that name can be found.
pub fn importable(machine: &Machine, name: Value) -> bool {
    let text = str_of(name).map(|s| Str::text(&machine.heap, s).into_owned()).unwrap_or_default();
    loaded(machine, name).is_some() || locate(machine, &text).is_some()
}

fn not_found(machine: &Machine, name: &str) -> Raise {
    let text = Str::new(&machine.heap, &format!("No module named '{name}'")).value();
    let r = raise_with(machine, Cls::ModuleNotFoundError, &[text]);
    let Some(e) = machine.take_pending() else { return r };
    if let Some(i) = e.cast::<Instance>() {
        exception_fields::put(machine, i, 0, interned(machine, name).value());
    }
    machine.raise(e)
}

fn remove(machine: &Machine, name: &str) {
    dicts::remove_str(machine, modules(machine), interned(machine, name));
}

/// A module whose body raised is not loaded.
pub fn failed(machine: &Machine, name: Value) -> Result<Value, Raise> {
    if let Some(s) = str_of(name) {
        dicts::remove_str(machine, modules(machine), s);
    }
    Ok(roots::none(machine))
}

/// `from module import name`.
pub fn from(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    if let Some(found) = instance::find(machine, v, name)? {
        return Ok(found);
    }
    let own = v.cast::<Module>().and_then(|m| str_of(m.get(Module::NAME)));
    let own =
        own.map_or_else(|| "<unknown module name>".to_string(), |s| Str::text(&machine.heap, s).into_owned());
    let wanted = Str::text(&machine.heap, name).into_owned();
    if let Some(m) = loaded_named(machine, &format!("{own}.{wanted}")) {
        return Ok(m);
    }
    let file =
        v.cast::<Module>().and_then(|m| module::get(machine, m, sym(machine, "__file__"))).and_then(str_of);
    let place =
        file.map_or_else(|| "unknown location".to_string(), |s| Str::text(&machine.heap, s).into_owned());
    let _pending =
        raise(machine, Cls::ImportError, &format!("cannot import name '{wanted}' from '{own}' ({place})"));
    let Some(e) = machine.take_pending() else { return Err(Raise) };
    if let Some(i) = e.cast::<Instance>() {
        exception_fields::put(machine, i, 0, Str::new(&machine.heap, &own).value());
        exception_fields::put(machine, i, 1, file.map_or(roots::none(machine), |f| f.value()));
        exception_fields::put(machine, i, 2, name.value());
    }
    Err(machine.raise(e))
}
