//! Where a module is.

use super::text_of;
use crate::modules;
use crate::roots;
use crate::runtime::{known_sym, rt, sym};
use crate::types::module;
use crate::types::objects::Module;
use std::path::{Path, PathBuf};
use trackway::{Gc, Machine, Value};
use trackway_kit::{List, str_of};
use trackway_python_library as library;

/// What a name means.
pub enum Place {
    /// Written in Rust, or standing for what CPython writes in C.
    Native,
    /// In the library within the binary.
    Library(library::Entry),
    File {
        path: PathBuf,
        package: bool,
    },
    /// Folders without `__init__.py`.
    Namespace(Vec<String>),
    /// Only importlib can tell: a path entry is no folder.
    General,
    Nowhere,
}

/// Finds `name` in `path`, or in `sys.path` when it has no parent.
pub fn locate(machine: &Machine, name: &str, path: Option<Value>) -> Place {
    if path.is_none() && modules::exists(name) {
        return Place::Native;
    }
    let last = name.rsplit_once('.').map_or(name, |(_, l)| l);
    let entries = path.or_else(|| sys(machine, "path")).and_then(|p| crate::iterate::items(machine, p));
    let (mut portions, mut general) = (Vec::new(), false);
    for entry in entries.unwrap_or_default() {
        let Some(dir) = text_of(machine, entry) else { continue };
        if let Some(below) = below_library(machine, &dir) {
            match in_library(below, last) {
                Some(e) => return Place::Library(e),
                None => continue,
            }
        }
        match in_folder(&dir, last) {
            Some(Place::Namespace(dirs)) => portions.extend(dirs),
            // importlib is needed there, and is found further on.
            Some(Place::General) => general = true,
            Some(_) if general => return Place::General,
            Some(found) => return found,
            None => {}
        }
    }
    match (general, portions.is_empty()) {
        (true, _) => Place::General,
        (false, true) => Place::Nowhere,
        (false, false) => Place::Namespace(portions),
    }
}

/// A variable of `sys`.
pub fn sys(machine: &Machine, name: &str) -> Option<Value> {
    let sys = machine.root(roots::SYS).cast::<Module>()?;
    module::get(machine, sys, sym(machine, name))
}

/// The path below the library's folder, which exists within the binary only.
pub fn below_library<'d>(machine: &Machine, dir: &'d str) -> Option<&'d str> {
    let root = rt(machine).library.borrow();
    if root.is_empty() {
        return None;
    }
    let rest = dir.strip_prefix(&**root)?;
    match rest.strip_prefix('/') {
        Some(rest) => Some(rest.trim_end_matches('/')),
        None if rest.is_empty() => Some(rest),
        None => None,
    }
}

fn in_library(below: &str, last: &str) -> Option<library::Entry> {
    let dotted = below.replace('/', ".");
    let name = if dotted.is_empty() { last.to_string() } else { format!("{dotted}.{last}") };
    library::find(&name).filter(|e| !e.native && !e.path.is_empty())
}

fn in_folder(dir: &str, last: &str) -> Option<Place> {
    let base = absolute(dir);
    let package = base.join(last);
    let init = package.join("__init__.py");
    if init.is_file() {
        return Some(Place::File { path: init, package: true });
    }
    let file = base.join(format!("{last}.py"));
    if file.is_file() {
        return Some(Place::File { path: file, package: false });
    }
    if package.is_dir() {
        return Some(Place::Namespace(vec![package.to_string_lossy().into_owned()]));
    }
    if base.is_file() { Some(Place::General) } else { None }
}

/// A path entry as a folder; the empty one is the current folder.
pub fn absolute(dir: &str) -> PathBuf {
    let path = Path::new(dir);
    if path.is_absolute() {
        return path.to_path_buf();
    }
    let here = std::env::current_dir().unwrap_or_default();
    if dir.is_empty() || dir == "." { here } else { here.join(path) }
}

/// Whether a program has changed how modules are found.
pub fn customized(machine: &Machine) -> bool {
    let changed = |name: &str, default: &str| {
        let now = sys(machine, name)
            .and_then(|l| l.cast::<List>())
            .map(|l| List::to_vec(&machine.heap, l))
            .unwrap_or_default();
        let prelude = machine.root(roots::PRELUDE).cast::<Module>();
        let known: Vec<Value> = prelude
            .and_then(|p| module::get(machine, p, sym(machine, default)))
            .and_then(|l| l.cast::<List>())
            .map(|l| List::to_vec(&machine.heap, l))
            .unwrap_or_default();
        now != known
    };
    changed("meta_path", "_default_meta_path") || changed("path_hooks", "_default_path_hooks")
}

/// The `__path__` of a loaded module.
pub fn path_of(machine: &Machine, m: Value) -> Option<Value> {
    let m: Gc<Module> = m.cast()?;
    module::get(machine, m, known_sym(machine, "__path__"))
}

/// For natives: a string argument.
pub fn is_text(v: Value) -> bool {
    str_of(v).is_some()
}
