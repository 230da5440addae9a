//! Modules that CPython writes in C: tables of natives and constants, made when they are imported.
//!
//! To add one: a file here with `TABLES` (and `constants`, if it has some), a row in
//! [`CONSTANTS`], and its tables in [`tables`]. What calls guest code is a Python file of the same
//! name under `library/modules`, which runs on top of the natives.

pub mod args;
mod binascii;
mod buffers;
pub mod bz2;
mod children;
mod constant_list;
mod containers;
mod csv;
mod dates;
mod decimal;
pub mod deque;
mod epoll;
mod errno;
pub mod files;
mod hashes;
mod heaps;
mod host_names;
mod importing;
mod json;
mod limits;
mod lines;
mod os_error;
pub mod paths;
pub mod pickle;
mod posix;
mod processes;
pub mod random;
pub mod signals;
mod socket_options;
mod sockets;
pub mod sre;
pub mod streams;
pub mod structs;
pub mod sys;
mod system;
mod terminals;
mod timers;
pub mod turns;
mod unicodedata;
mod waiting;
pub mod zlib;

pub use errno::text as error_text;
pub use os_error::os_error;

use crate::builtins::{self, Home, Table};
use crate::types::module;
use crate::types::objects::Module;
use std::collections::HashSet;
use std::sync::OnceLock;
use trackway::{Gc, Machine, Value};
use trackway_python_library as library;

type Constants = fn(&Machine, Gc<Module>);

/// Variables of modules that are no functions.
const CONSTANTS: &[(&str, Constants)] = &[
    ("array", builtins::array::constants),
    ("_collections", deque::constants),
    ("math", builtins::math::constants),
    ("errno", errno::constants),
    ("posix", posix::constants),
    ("_sre", sre::constants),
    ("unicodedata", unicodedata::constants),
];

/// The tables of all modules here.
pub fn tables() -> Vec<&'static [Table]> {
    vec![
        binascii::TABLES,
        buffers::TABLES,
        children::TABLES,
        containers::TABLES,
        csv::TABLES,
        dates::TABLES,
        decimal::TABLES,
        deque::TABLES,
        epoll::TABLES,
        hashes::TABLES,
        heaps::TABLES,
        host_names::TABLES,
        importing::TABLES,
        json::TABLES,
        limits::TABLES,
        lines::TABLES,
        pickle::TABLES,
        posix::TABLES,
        processes::TABLES,
        system::TABLES,
        terminals::TABLES,
        timers::TABLES,
        random::TABLES,
        signals::TABLES,
        turns::TABLES,
        socket_options::TABLES,
        sockets::TABLES,
        sre::TABLES,
        sre::pattern::TABLES,
        structs::TABLES,
        sys::TABLES,
        unicodedata::TABLES,
        waiting::TABLES,
        crate::walks::make::TABLES,
        bz2::TABLES,
        zlib::TABLES,
    ]
}

fn names() -> &'static HashSet<&'static str> {
    static KNOWN: OnceLock<HashSet<&'static str>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let homes = builtins::native::places().iter().filter_map(|(home, _)| match home {
            Home::Module(name) => Some(*name),
            _ => None,
        });
        homes.chain(CONSTANTS.iter().map(|(n, _)| *n)).collect()
    })
}

/// Whether there is a native module of that name.
pub fn exists(name: &str) -> bool {
    name == "_trackway"
        || names().contains(name)
        || library::find(name).is_some_and(|e| e.native && e.has_source())
}

/// The names of all native modules, sorted.
pub fn all() -> Vec<&'static str> {
    let python = (0..library::len()).map(library::entry).filter(|e| e.native && e.has_source());
    let mut all: Vec<&str> = names().iter().copied().chain(python.map(|e| e.name)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Defines a module's natives and constants.
pub fn fill(machine: &Machine, name: &str, m: Gc<Module>) {
    for (id, (home, n)) in builtins::native::places().iter().enumerate() {
        if matches!(home, Home::Module(h) if *h == name) {
            let object = builtins::native::object(machine, id, Value::ZERO).value();
            module::define(machine, m, n.name, object);
        }
    }
    if let Some((_, f)) = CONSTANTS.iter().find(|(n, _)| *n == name) {
        f(machine, m);
    }
}
