//! What importlib and the library's own files need of the import system.

use super::args::{Answer, bytes, bytes_word, int_word, text, text_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::{type_error, value_error};
use crate::import::{find, source};
use crate::roots::{self, bool_word};
use crate::runtime::rt;
use crate::types::code_object;
use crate::types::objects::CodeObject;
use trackway::bytecode::{Archive, Bytes, pack};
use trackway::{Machine, Value};
use trackway_kit::{List, Tuple};
use trackway_python_library as library;

pub const TABLES: &[Table] =
    &[Table { home: Home::Prelude, natives: PRIVATE }, Table { home: Home::Module("_imp"), natives: IMP }];

const PRIVATE: &[Native] = &[
    Native::pure("_builtin_names", 0, 0, |m, _| {
        let words: Vec<Value> = super::all().iter().map(|n| text_word(m, n)).collect();
        Ok(Tuple::new(&m.heap, &words).value())
    }),
    Native::pure("_library_source", 1, 1, |m, a| {
        let path = text(m, a[0])?;
        Ok(match find::below_library(m, &path).and_then(|_| source::text(m, &path)) {
            Some(t) => text_word(m, &t),
            None => roots::none(m),
        })
    }),
    // Of a text that is no file: `-c`, or an input at the prompt.
    Native::pure("_source_lines", 1, 1, |m, a| {
        let known = rt(m).sources.borrow().get(&*text(m, a[0])?).cloned();
        let lines: Vec<Value> =
            known.iter().flat_map(|t| t.split_inclusive('\n')).map(|l| text_word(m, l)).collect();
        Ok(List::new(&m.heap, &lines).value())
    }),
    Native::pure("_code_pack", 1, 1, |m, a| match a[0].cast::<CodeObject>() {
        Some(c) => Ok(bytes_word(m, &pack(&code_object::unit(m, c)))),
        None => Err(type_error(m, "not code")),
    }),
    Native::pure("_code_unpack", 2, 2, |m, a| {
        let (packed, file) = (bytes(m, a[0])?.into_owned(), text(m, a[1])?);
        let unit = Archive::open(Bytes::Shared(packed.into()), &file).and_then(|a| a.root());
        match unit {
            Ok(unit) => Ok(code_object::new(m, unit.into()).value()),
            Err(_) => Err(value_error(m, "bad marshal data (code)")),
        }
    }),
    Native::pure("_library_find", 2, 2, library_find),
];

/// `(folder, name)`: path, whether it is a package, and full name of a library module. With None
/// whether the folder is the library's; with the empty name a list of what is in it.
fn library_find(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let dir = text(machine, args[0])?;
    let Some(below) = find::below_library(machine, &dir) else { return Ok(none) };
    if args[1] == none {
        return Ok(bool_word(machine, true));
    }
    let prefix = if below.is_empty() { String::new() } else { format!("{}.", below.replace('/', ".")) };
    let last = text(machine, args[1])?;
    let tuple = |words: &[Value]| Tuple::new(&machine.heap, words).value();
    if last.is_empty() {
        let inside = (0..library::len()).map(library::entry).filter(|e| !e.native && !e.path.is_empty());
        let words: Vec<Value> = inside
            .filter_map(|e| {
                let rest = e.name.strip_prefix(&prefix).filter(|r| !r.contains('.'))?;
                Some(tuple(&[text_word(machine, rest), bool_word(machine, e.package)]))
            })
            .collect();
        return Ok(List::new(&machine.heap, &words).value());
    }
    let name = format!("{prefix}{last}");
    Ok(match library::find(&name).filter(|e| !e.native && !e.path.is_empty()) {
        Some(e) => {
            let path = format!("{}/{}", rt(machine).library.borrow(), e.path);
            tuple(&[text_word(machine, &path), bool_word(machine, e.package), text_word(machine, e.name)])
        }
        None => none,
    })
}

const IMP: &[Native] = &[
    Native::pure("is_builtin", 1, 1, |m, a| {
        let name = text(m, a[0])?;
        Ok(int_word(m, i64::from(super::exists(&name))))
    }),
    Native::pure("is_frozen", 1, 1, |m, _| Ok(bool_word(m, false))),
    Native::pure("is_frozen_package", 1, 1, |m, _| Ok(bool_word(m, false))),
    Native::pure("find_frozen", 1, 1, |m, _| Ok(roots::none(m))),
    Native::pure("lock_held", 0, 0, |m, _| Ok(bool_word(m, false))),
    Native::pure("acquire_lock", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("release_lock", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("extension_suffixes", 0, 0, |m, _| Ok(List::new(&m.heap, &[]).value())),
    Native::pure("_fix_co_filename", 2, 2, |m, _| Ok(roots::none(m))),
];
