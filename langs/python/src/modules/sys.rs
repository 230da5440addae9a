//! sys: what is not in the table of [`crate::builtins::modules`].

use super::args::{Answer, int_word, text, text_word};
use crate::builtins::native::{Inline, Native};
use crate::builtins::{Home, Table};
use crate::errors::{exception, raise, type_error, value_error};
use crate::roots::{self, bool_word};
use crate::runtime::{known_sym, rt};
use crate::types::builtin::Cls;
use crate::types::class::EXC_TRACEBACK;
use crate::types::module;
use crate::types::objects::*;
use crate::values::class_of;
use trackway::{Machine, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Class(Cls::Float),
        natives: &[Native::pure("__getformat__.class", 2, 2, |m, a| match &*text(m, a[1])? {
            "double" | "float" => Ok(text_word(m, "IEEE, little-endian")),
            _ => Err(value_error(m, "__getformat__() argument 1 must be 'double' or 'float'")),
        })],
    },
    Table {
        home: Home::Class(Cls::Frame),
        natives: &[Native::effect("clear", 1, 1, |m, a| {
            if let Some(f) = a[0].cast() {
                crate::types::frame::clear(m, f);
            }
            Ok(roots::none(m))
        })],
    },
    Table { home: Home::Module("sys"), natives: SYS },
    Table { home: Home::Prelude, natives: PRIVATE },
];

/// The version of Python that this is.
pub const VERSION: (i64, i64, i64) = (3, 14, 0);

const SYS: &[Native] = &[
    Native::effect("_clear_type_descriptors", 1, 1, |m, a| {
        if let Some(c) = a[0].cast() {
            crate::types::own_descriptors::remove(m, c);
        }
        Ok(roots::none(m))
    }),
    Native::effect("_getframe", 0, 1, |m, a| {
        let depth = a.first().and_then(|v| crate::values::as_int(m, *v)).unwrap_or(0);
        crate::types::frame::current(m, depth)
    })
    .inline(Inline::GetFrame),
    Native::pure("getsizeof", 1, 2, |m, a| {
        let n = crate::builtins::size(m, crate::values::unwrap(m, a[0])).unwrap_or(0);
        Ok(int_word(m, 48 + 8 * n))
    }),
    Native::pure("getdefaultencoding", 0, 0, |m, _| Ok(text_word(m, "utf-8"))),
    Native::pure("getfilesystemencoding", 0, 0, |m, _| Ok(text_word(m, "utf-8"))),
    Native::pure("getfilesystemencodeerrors", 0, 0, |m, _| Ok(text_word(m, "surrogateescape"))),
    Native::pure("_get_cpu_count_config", 0, 0, |m, _| Ok(int_word(m, -1))),
    Native::pure("is_finalizing", 0, 0, |m, _| Ok(bool_word(m, false))),
    Native::pure("exception", 0, 0, |m, _| Ok(crate::errors::handled(m))),
    Native::pure("gettrace", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("getprofile", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("settrace", 1, 1, |m, a| unsupported(m, a, "sys.settrace")),
    Native::pure("setprofile", 1, 1, |m, a| unsupported(m, a, "sys.setprofile")),
    Native::pure("getallocatedblocks", 0, 0, |m, _| Ok(int_word(m, 0))),
    Native::pure("_is_gil_enabled", 0, 0, |m, _| Ok(bool_word(m, true))),
    Native::pure("_is_interned", 1, 1, |m, a| {
        let Some(s) = str_of(a[0]) else { return Err(type_error(m, "_is_interned() argument must be str")) };
        Ok(bool_word(m, rt(m).name(crate::runtime::sym_of(m, s)).value() == a[0]))
    }),
    Native::pure("_clear_type_cache", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("_clear_internal_caches", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("_debugmallocstats", 0, 0, |m, _| Ok(roots::none(m))),
    Native::pure("get_int_max_str_digits", 0, 0, |m, _| {
        let sys = m.root(roots::SYS).cast::<Module>().expect("sys");
        Ok(module::get(m, sys, known_sym(m, " digits")).unwrap_or(int_word(m, 4300)))
    }),
    Native::effect("set_int_max_str_digits", 1, 1, |m, a| {
        let n = super::args::int(m, a[0])?;
        if n != 0 && n < 640 {
            return Err(value_error(m, "maxdigits must be 0 or larger than 640"));
        }
        let sys = m.root(roots::SYS).cast::<Module>().expect("sys");
        module::set(m, sys, known_sym(m, " digits"), a[0]);
        Ok(roots::none(m))
    })
    .params(&["maxdigits"]),
];

fn texts(machine: &Machine, all: &[String]) -> Value {
    let words: Vec<Value> = all.iter().map(|s| text_word(machine, s)).collect();
    List::new(&machine.heap, &words).value()
}

fn unsupported(machine: &Machine, args: &[Value], what: &str) -> Answer {
    if args[0] == roots::none(machine) {
        return Ok(args[0]);
    }
    Err(raise(machine, Cls::NotImplementedError, &format!("{what} is not supported by Trackway")))
}

const PRIVATE: &[Native] = &[
    Native::pure("_exception_text", 1, 1, |m, a| Ok(text_word(m, &crate::report::text(m, a[0])))),
    Native::effect("_exception_parts", 1, 1, |m, a| {
        let none = roots::none(m);
        let words = match exception(m, a[0]) {
            Some(e) => [class_of(m, a[0]).value(), a[0], e.item(Instance::SLOTS, EXC_TRACEBACK)],
            None => [none; 3],
        };
        Ok(Tuple::new(&m.heap, &words).value())
    }),
    Native::pure("_sys_setup", 0, 0, |m, _| {
        let words = [text_word(m, std::env::consts::OS), text_word(m, std::env::consts::ARCH)];
        Ok(Tuple::new(&m.heap, &words).value())
    }),
    Native::pure("_warning_list", 0, 0, |m, _| Ok(texts(m, &rt(m).flags.borrow().warnings))),
    Native::pure("_xoption_list", 0, 0, |m, _| Ok(texts(m, &rt(m).flags.borrow().x_options))),
    Native::pure("_flag", 1, 1, |m, a| {
        let name = text(m, a[0])?;
        Ok(int_word(m, rt(m).flags.borrow().get(&name)))
    }),
];

/// Sets the module's variables; those whose types are written in Python come when first asked for.
pub fn constants(machine: &Machine) {
    let heap = &machine.heap;
    let sys = machine.root(roots::SYS).cast().expect("the sys module");
    let set = |k: &str, v: Value| module::define(machine, sys, k, v);
    let word = |s: &str| Str::new(heap, s).value();
    let none = roots::none(machine);
    set("maxsize", int_word(machine, i64::MAX));
    set("maxunicode", int_word(machine, 0x10ffff));
    let version =
        format!("{}.{}.{} (main, Oct  7 2025, 00:00:00) [Trackway 0.1.0]", VERSION.0, VERSION.1, VERSION.2);
    set("version", word(&version));
    set("hexversion", int_word(machine, VERSION.0 << 24 | VERSION.1 << 16 | VERSION.2 << 8 | 0xf0));
    set("api_version", int_word(machine, 1013));
    set("copyright", word("Copyright (c) the Trackway authors; library (c) Python Software Foundation."));
    set("platform", word(std::env::consts::OS));
    set("platlibdir", word("lib"));
    set("byteorder", word("little"));
    set("abiflags", word(""));
    set("float_repr_style", word("short"));
    set("dont_write_bytecode", roots::bool_word(machine, rt(machine).flags.borrow().no_cache));
    set("pycache_prefix", none);
    set("modules", machine.root(roots::MODULES));
    set("meta_path", List::new(heap, &[]).value());
    set("path_hooks", List::new(heap, &[]).value());
    set("path_importer_cache", Dict::new(heap).value());
    let flags = rt(machine).flags.borrow();
    let warnings: Vec<Value> = flags.warnings.iter().map(|w| word(w)).collect();
    set("warnoptions", List::new(heap, &warnings).value());
    let options = Dict::new(heap);
    for option in &flags.x_options {
        let (name, v) = match option.split_once('=') {
            Some((name, v)) => (name, word(v)),
            None => (option.as_str(), machine.root(roots::TRUE)),
        };
        if name == "int_max_str_digits"
            && let Some(n) = option.split_once('=').and_then(|(_, n)| n.parse::<i64>().ok())
            && (n == 0 || n >= 640)
        {
            set(" digits", int_word(machine, n));
        }
        crate::dicts::set_str(machine, options, crate::runtime::interned(machine, name), v)
            .expect("a small dict");
    }
    set("_xoptions", options.value());
    set("_git", Tuple::new(heap, &[word("Trackway"), word(""), word("")]).value());
    let names: Vec<Value> = super::all().iter().map(|n| word(n)).collect();
    set("builtin_module_names", Tuple::new(heap, &names).value());
    set("ps1", word(">>> "));
    set("ps2", word("... "));
    places(machine, &set);
    for name in ["__getattr__", "excepthook", "displayhook", "unraisablehook", "breakpointhook"] {
        let prelude = match name {
            "__getattr__" => "_sys_getattr",
            "excepthook" => "_sys_excepthook",
            "displayhook" => "_sys_displayhook",
            "unraisablehook" => "_sys_unraisablehook",
            _ => "_sys_breakpointhook",
        };
        let f = crate::prelude::function(machine, prelude).value();
        set(name, f);
        if name != "__getattr__" {
            set(&format!("__{name}__"), f);
        }
    }
}

/// Folders: of the program, of the library (which is within the program).
fn places(machine: &Machine, set: &dyn Fn(&str, Value)) {
    let heap = &machine.heap;
    let word = |s: &str| Str::new(heap, s).value();
    let exe = std::env::current_exe().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let bin = exe.rsplit_once('/').map_or("", |(d, _)| d);
    let prefix = bin.rsplit_once('/').map_or("/usr", |(d, _)| if d.is_empty() { "/" } else { d });
    let library = format!("{}/lib/trackway3.14", prefix.trim_end_matches('/'));
    for name in ["executable", "_base_executable"] {
        set(name, word(&exe));
    }
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        set(name, word(prefix));
    }
    set("_stdlib_dir", word(&library));
    let mut path: Vec<Value> = Vec::new();
    if !rt(machine).flags.borrow().ignore_environment
        && let Ok(more) = std::env::var("PYTHONPATH")
        && !more.is_empty()
    {
        path.extend(more.split(':').map(word));
    }
    path.push(word(&library));
    set("path", List::new(heap, &path).value());
    *rt(machine).library.borrow_mut() = library;
}
