//! Making modules.

use super::find::{self, Place, locate};
use super::{cache, import_error, loaded_named, modules, not_found, source, text_of, warned};
use crate::code;
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, known_sym, rt, sym};
use crate::types::builtin::Cls;
use crate::types::class::{Class, new_instance};
use crate::types::objects::*;
use crate::types::{function, instance, module, namespace};
use std::rc::Rc;
use trackway::bytecode::{Archive, Bytes as Packed, CodeUnit};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, str_of};
use trackway_python_compiler::{Mode, Options};
use trackway_python_library as library;

type Answer = Result<Value, Raise>;

/// Finds, makes and registers the module `name`, whose parent is loaded: the function that runs
/// its body; None where nothing runs; False where importlib must load it.
pub fn prepare(machine: &Machine, name: Value) -> Answer {
    let text = text_of(machine, name).unwrap_or_default();
    let none = roots::none(machine);
    if loaded_named(machine, &text) == Some(none) {
        let message = format!("import of {text} halted; None in sys.modules");
        return Err(import_error(machine, Cls::ModuleNotFoundError, &message, &text, None));
    }
    if find::customized(machine) {
        return Ok(machine.root(roots::FALSE));
    }
    let path = match text.rsplit_once('.') {
        None => None,
        Some((parent, _)) => {
            let found = loaded_named(machine, parent).and_then(|p| find::path_of(machine, p));
            match found {
                Some(p) => Some(p),
                None => {
                    let message = format!("No module named '{text}'; '{parent}' is not a package");
                    return Err(import_error(machine, Cls::ModuleNotFoundError, &message, &text, None));
                }
            }
        }
    };
    match locate(machine, &text, path) {
        Place::Native => native(machine, &text),
        Place::Library(e) => from_library(machine, &text, &e),
        Place::File { path, package } => from_file(machine, &text, &path.to_string_lossy(), package),
        Place::Namespace(dirs) => namespace(machine, &text, &dirs),
        Place::General => Ok(machine.root(roots::FALSE)),
        Place::Nowhere => Err(not_found(machine, &text)),
    }
}

/// A registered module with the attributes that all have.
fn new_module(
    machine: &Machine,
    name: &str,
    package: bool,
    origin: Option<&str>,
    loader: &str,
) -> Gc<Module> {
    let m = module::new(machine, name);
    describe(machine, m, name, package, origin, loader);
    dicts::set_str(machine, modules(machine), interned(machine, name), m.value()).expect("a small dict");
    m
}

/// Sets what the import system says about a module.
fn describe(machine: &Machine, m: Gc<Module>, name: &str, package: bool, origin: Option<&str>, loader: &str) {
    let none = roots::none(machine);
    let set = |k: &str, v: Value| module::define(machine, m, k, v);
    set("__doc__", none);
    let parent = if package { name } else { name.rsplit_once('.').map_or("", |(p, _)| p) };
    set("__package__", interned(machine, parent).value());
    let (spec, loader) = spec(machine, name, package, origin, loader);
    set("__loader__", loader);
    set("__spec__", spec);
    if let Some(file) = origin
        && file != "built-in"
    {
        set("__file__", Str::new(&machine.heap, file).value());
    }
    if package {
        let dir = origin.and_then(|f| f.rsplit_once('/')).map_or("", |(d, _)| d);
        let dir = Str::new(&machine.heap, dir).value();
        set("__path__", List::new(&machine.heap, &[dir]).value());
    }
    set("__builtins__", namespace::builtins(machine).value());
}

/// A class of the module that describes modules, once that module is loaded.
fn spec_class(machine: &Machine, name: &str) -> Option<Gc<Class>> {
    let m = loaded_named(machine, SPECS)?.cast::<Module>()?;
    module::get(machine, m, sym(machine, name))?.cast()
}

/// The module whose classes describe modules.
pub const SPECS: &str = "_trackway_import";

/// A module's `__spec__` and `__loader__`; None while the classes are not there.
fn spec(machine: &Machine, name: &str, package: bool, origin: Option<&str>, loader: &str) -> (Value, Value) {
    let none = roots::none(machine);
    let (Some(spec), Some(class)) = (spec_class(machine, "ModuleSpec"), spec_class(machine, loader)) else {
        return (none, none);
    };
    let heap = &machine.heap;
    let text = |s: &str| Str::new(heap, s).value();
    let origin_word = origin.map_or(none, text);
    let name_word = interned(machine, name).value();
    let loader = if loader == "BuiltinImporter" {
        class.value()
    } else {
        let l = new_instance(machine, class);
        let _no_limit = instance::set_own(machine, l, known_sym(machine, "name"), name_word);
        let _no_limit = instance::set_own(machine, l, known_sym(machine, "path"), origin_word);
        l.value()
    };
    let s = new_instance(machine, spec);
    let locations = match (package, origin.and_then(|f| f.rsplit_once('/'))) {
        (true, Some((dir, _))) => List::new(heap, &[text(dir)]).value(),
        _ => none,
    };
    let has_location = origin.is_some_and(|o| o != "built-in");
    for (k, v) in [
        ("name", name_word),
        ("loader", loader),
        ("origin", origin_word),
        ("loader_state", none),
        ("submodule_search_locations", locations),
        ("_uninitialized_submodules", List::new(heap, &[]).value()),
        ("_set_fileattr", roots::bool_word(machine, has_location)),
        ("_cached", none),
    ] {
        let _no_limit = instance::set_own(machine, s, sym(machine, k), v);
    }
    (s.value(), loader)
}

fn native(machine: &Machine, name: &str) -> Answer {
    // What the library's own files see of the run time.
    if name == "_trackway" {
        let prelude = machine.root(roots::PRELUDE);
        dicts::set_str(machine, modules(machine), interned(machine, name), prelude)?;
        return Ok(roots::none(machine));
    }
    let m = new_module(machine, name, false, Some("built-in"), "BuiltinImporter");
    crate::modules::fill(machine, name, m);
    match library::find(name).filter(|e| e.native) {
        Some(e) => run(machine, name, m, packed(machine, e.code, &format!("<{name}>")), &format!("<{name}>")),
        None => Ok(roots::none(machine)),
    }
}

fn from_library(machine: &Machine, name: &str, e: &library::Entry) -> Answer {
    let file = format!("{}/{}", rt(machine).library.borrow(), e.path);
    let m = new_module(machine, name, e.package, Some(&file), "LibraryLoader");
    run(machine, name, m, packed(machine, e.code, &file), &file)
}

fn packed(_machine: &Machine, code: &'static [u8], file: &str) -> CodeUnit {
    Archive::open(Packed::Static(code), file)
        .and_then(|a| a.root())
        .unwrap_or_else(|e| panic!("the library's {file}: {e}"))
}

fn from_file(machine: &Machine, name: &str, file: &str, package: bool) -> Answer {
    let m = new_module(machine, name, package, Some(file), "SourceFileLoader");
    let unit = match unit_of_file(machine, file) {
        Ok(unit) => unit,
        Err(r) => {
            dicts::remove_str(machine, modules(machine), interned(machine, name));
            return Err(r);
        }
    };
    module::define(machine, m, "__cached__", roots::none(machine));
    run(machine, name, m, unit, file)
}

/// The compiled form of a file: kept from an earlier run, or new.
pub fn unit_of_file(machine: &Machine, file: &str) -> Result<CodeUnit, Raise> {
    if let Some(unit) = cache::load(machine, file) {
        machine.compiled_unit(&unit);
        return Ok(unit);
    }
    let bytes = match std::fs::read(file) {
        Ok(b) => b,
        Err(e) => return Err(crate::modules::os_error(machine, &e, Some(file))),
    };
    let text = source::decode(machine, &bytes, file)?;
    let unit = warned::compiled(machine, &text, file, Mode::Exec, options(machine))?;
    cache::store(machine, file, &unit);
    Ok(unit)
}

fn namespace(machine: &Machine, name: &str, dirs: &[String]) -> Answer {
    let m = new_module(machine, name, false, None, "NamespaceLoader");
    let words: Vec<Value> = dirs.iter().map(|d| Str::new(&machine.heap, d).value()).collect();
    let path = List::new(&machine.heap, &words).value();
    module::define(machine, m, "__path__", path);
    module::define(machine, m, "__package__", interned(machine, name).value());
    if let Some(s) =
        module::get(machine, m, known_sym(machine, "__spec__")).and_then(|s| s.cast::<Instance>())
    {
        instance::set_own(machine, s, known_sym(machine, "submodule_search_locations"), path)?;
    }
    Ok(roots::none(machine))
}

/// The function that runs the unit in the module, which counts as starting from now on.
fn run(machine: &Machine, name: &str, m: Gc<Module>, unit: CodeUnit, _file: &str) -> Answer {
    rt(machine).importing.borrow_mut().push(name.into());
    let code = code::load(machine, &Rc::new(unit), module::dict(m));
    Ok(function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value())
}

/// How sources of this run are compiled.
fn options(machine: &Machine) -> Options {
    Options { optimize: rt(machine).flags.borrow().optimize, ..Options::default() }
}

/// The function that runs a module's source.
pub fn body(machine: &Machine, m: Gc<Module>, text: &str, file: &str) -> Answer {
    rt(machine).sources.borrow_mut().insert(file.into(), text.into());
    let (builtins, key) = (namespace::builtins(machine).value(), known_sym(machine, "__builtins__"));
    if module::get(machine, m, key).is_none() {
        module::set(machine, m, key, builtins);
    }
    let unit = warned::compiled(machine, text, file, Mode::Exec, options(machine))?;
    let code = code::load(machine, &Rc::new(unit), module::dict(m));
    Ok(function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value())
}

/// `_load_into(module, name)`: the function that runs the library's code of that name.
pub fn library_body(machine: &Machine, m: Value, name: Value) -> Answer {
    let text = text_of(machine, name).unwrap_or_default();
    let (Some(m), Some(e)) = (m.cast::<Module>(), library::find(&text)) else {
        return Err(not_found(machine, &text));
    };
    let file = format!("{}/{}", rt(machine).library.borrow(), e.path);
    let code = code::load(machine, &Rc::new(packed(machine, e.code, &file)), module::dict(m));
    Ok(function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value())
}

/// `_load_source(module, bytes or text, file)`: the function that runs a source in the module.
pub fn source_body(machine: &Machine, args: &[Value]) -> Answer {
    let file = text_of(machine, args[2]).unwrap_or_default();
    let Some(m) = args[0].cast::<Module>() else { return Err(not_found(machine, &file)) };
    let text = match str_of(args[1]) {
        Some(s) => Str::text(&machine.heap, s).into_owned(),
        None => {
            let bytes = crate::builtins::args::bytes_of(machine, args[1]).unwrap_or_default().to_vec();
            source::decode(machine, &bytes, &file)?
        }
    };
    body(machine, m, &text, &file)
}

/// A native module made by importlib: its variables, and the function that runs its Python part.
pub fn native_body(machine: &Machine, m: Value, name: Value) -> Answer {
    let text = text_of(machine, name).unwrap_or_default();
    let Some(m) = m.cast::<Module>() else { return Err(not_found(machine, &text)) };
    crate::modules::fill(machine, &text, m);
    match library::find(&text).filter(|e| e.native) {
        Some(e) => {
            let unit = packed(machine, e.code, &format!("<{text}>"));
            let code = code::load(machine, &Rc::new(unit), module::dict(m));
            Ok(function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO).value())
        }
        None => Ok(roots::none(machine)),
    }
}
