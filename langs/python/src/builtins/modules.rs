//! The builtin modules: sys, time, math, abc.

use super::containers::int_arg;
use super::native::{Inline, Native};
use super::{Home, Table};
use crate::clock::nanoseconds;
use crate::errors::{raise_with, type_error, value_error};
use crate::roots::{self, bool_word};
use crate::runtime::{interned, known_sym, rt};
use crate::types::builtin::Cls;
use crate::types::descriptor::has_guest_descriptor;
use crate::types::module;
use crate::types::objects::*;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{BigInt, Dict, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table { home: Home::Module("sys"), natives: SYS },
    Table { home: Home::Module("time"), natives: TIME },
    Table { home: Home::Prelude, natives: OUTPUT },
    Table { home: Home::Class(Cls::Stream), natives: STREAM },
];

/// The module `name`, made and registered when it is new.
pub fn named(machine: &Machine, name: &str) -> Gc<Module> {
    let modules = machine.root(roots::MODULES).cast::<Dict>().expect("sys.modules");
    let key = interned(machine, name);
    if let Some(m) = crate::dicts::get_str(machine, modules, key).and_then(|v| v.cast()) {
        return m;
    }
    let m = module::new(machine, name);
    crate::dicts::set_str(machine, modules, key, m.value()).expect("a small dict");
    m
}

const SYS: &[Native] = &[
    Native::pure("exit", 0, 1, |m, a| Err(raise_with(m, Cls::SystemExit, a))),
    Native::effect("setrecursionlimit", 1, 1, |m, a| {
        m.set_depth_limit(int_arg(m, a[0])?);
        Ok(roots::none(m))
    }),
    Native::pure("getrecursionlimit", 0, 0, |m, _| Ok(Value::int(m.depth_limit()).expect("small"))),
    Native::pure("getrefcount", 1, 1, |_, _| Ok(Value::int(2).expect("small"))),
    Native::pure("intern", 1, 1, |m, a| {
        str_of(a[0])
            .map(|s| rt(m).name(crate::runtime::sym_of(m, s)).value())
            .ok_or_else(|| type_error(m, "intern() argument must be str"))
    }),
    Native::pure("exc_info", 0, 0, exc_info),
];

fn exc_info(machine: &Machine, _args: &[Value]) -> Answer {
    let e = crate::errors::handled(machine);
    let none = roots::none(machine);
    let words = match crate::errors::exception(machine, e) {
        Some(i) => [
            crate::values::class_of(machine, e).value(),
            e,
            i.item(Instance::SLOTS, crate::types::class::EXC_TRACEBACK),
        ],
        None => [none; 3],
    };
    Ok(Tuple::new(&machine.heap, &words).value())
}

const OUTPUT: &[Native] = &[
    Native::pure("_stdout", 0, 0, |m, _| Ok(stdout(m))),
    Native::pure("_absent", 1, 1, |m, a| Ok(bool_word(m, a[0] == m.root(roots::END)))).inline(Inline::IsEnd),
    Native::pure("_generator_type", 0, 0, |m, _| Ok(Cls::Generator.word(m))),
    // A deletion is not to be done twice: those that answer with a tail have deleted nothing yet.
    Native::guarded("_delattr_how", 2, 2, |m, a| deleter(m, a, true).then_some("_delattr_by_guest"), delete),
    Native::guarded(
        "_delete_plain",
        2,
        2,
        |m, a| deleter(m, a, false).then_some("_delete_by_guest"),
        delete_plain,
    ),
    Native::tail("_delattr_tail", 2, 2, delete),
    Native::tail("_delete_tail", 2, 2, delete_plain),
    Native::tail("_set_plain", 3, 3, |m, a| {
        let name = super::args::name_arg(m, a[1])?;
        crate::types::instance::set_plain(m, a[0], name, a[2])
    }),
];

/// Whether guest code deletes the attribute.
fn deleter(machine: &Machine, args: &[Value], own_method: bool) -> bool {
    let Some(name) = str_of(args[1]) else { return false };
    let class = crate::values::class_of(machine, args[0]);
    own_method && crate::types::class::user_special(machine, class, "__delattr__").is_some()
        || has_guest_descriptor(machine, class, name, Property::DELETER, "__delete__")
}

fn delete(machine: &Machine, args: &[Value]) -> Answer {
    let name = super::args::name_arg(machine, args[1])?;
    crate::types::instance::delete(machine, args[0], name)
}

fn delete_plain(machine: &Machine, args: &[Value]) -> Answer {
    let name = super::args::name_arg(machine, args[1])?;
    crate::types::instance::delete_plain(machine, args[0], name)
}

/// `sys.stdout` as it was at start, or ZERO.
pub fn stdout(machine: &Machine) -> Value {
    let sys = machine.root(roots::SYS).cast::<Module>().expect("the sys module");
    module::get(machine, sys, known_sym(machine, "stdout")).unwrap_or(Value::ZERO)
}

const STREAM: &[Native] = &[
    Native::effect("write", 2, 2, write),
    Native::effect("flush", 1, 1, |m, a| {
        open_stream(m, a[0])?;
        rt(m).out.flush();
        Ok(roots::none(m))
    }),
    Native::pure("isatty", 1, 1, |m, a| {
        use std::io::IsTerminal;
        let yes = match open_stream(m, a[0])? {
            0 => std::io::stdin().is_terminal(),
            1 => std::io::stdout().is_terminal(),
            _ => std::io::stderr().is_terminal(),
        };
        Ok(bool_word(m, yes))
    }),
    Native::tail("writelines", 2, 2, |m, a| crate::tail::prelude(m, "_stream_writelines", a)),
    Native::pure("writable", 1, 1, |m, a| Ok(bool_word(m, open_stream(m, a[0])? != 0))),
    Native::pure("readable", 1, 1, |m, a| Ok(bool_word(m, open_stream(m, a[0])? == 0))),
    Native::pure("seekable", 1, 1, |m, _| Ok(bool_word(m, false))),
    Native::effect("close", 1, 1, close),
    Native::tail("reconfigure", 1, 1, |m, a| {
        let n = Value::int(stream(m, a[1])?).expect("small");
        crate::tail::prelude(m, "_stream_reconfigure", &[n, a[0]])
    })
    .keyword_only(&[super::native::KEYWORDS]),
    Native::tail("__enter__", 1, 1, |_, a| Ok(a[0])),
    Native::tail("__exit__", 4, 4, |m, _| Ok(roots::none(m))),
    Native::pure("closed.get", 1, 1, |m, a| {
        let closed = a[0].cast::<Stream>().is_some_and(|s| s.get(Stream::CLOSED));
        Ok(bool_word(m, closed))
    }),
    Native::pure("encoding.get", 1, 1, |m, _| Ok(interned(m, "utf-8").value())),
    Native::pure("errors.get", 1, 1, |m, a| {
        let handler = if stream(m, a[0])? == 2 { "backslashreplace" } else { "strict" };
        Ok(interned(m, handler).value())
    }),
    Native::pure("newlines.get", 1, 1, |m, _| Ok(roots::none(m))),
    Native::pure("line_buffering.get", 1, 1, |m, _| Ok(bool_word(m, false))),
    Native::pure("mode.get", 1, 1, |m, a| {
        Ok(interned(m, if stream(m, a[0])? == 0 { "r" } else { "w" }).value())
    }),
    Native::pure("name.get", 1, 1, |m, a| {
        let names = ["<stdin>", "<stdout>", "<stderr>"];
        Ok(interned(m, names[stream(m, a[0])?.clamp(0, 2) as usize]).value())
    }),
    Native::tail("buffer.get", 1, 1, |m, a| {
        let n = Value::int(stream(m, a[0])?).expect("small");
        crate::tail::prelude(m, "_stream_buffer", &[n])
    }),
    Native::pure("fileno", 1, 1, |m, a| Ok(Value::int(open_stream(m, a[0])?).expect("small"))),
];

fn stream(machine: &Machine, v: Value) -> Result<i64, Raise> {
    v.cast::<Stream>().map(|s| s.get(Stream::NUMBER)).ok_or_else(|| type_error(machine, "not a stream"))
}

/// The number of a stream that is not closed.
fn open_stream(machine: &Machine, v: Value) -> Result<i64, Raise> {
    let number = stream(machine, v)?;
    if v.cast::<Stream>().is_some_and(|s| s.get(Stream::CLOSED)) {
        return Err(value_error(machine, "I/O operation on closed file."));
    }
    Ok(number)
}

/// What was written is written out; the file beneath stays open, as it does in CPython.
fn close(machine: &Machine, args: &[Value]) -> Answer {
    stream(machine, args[0])?;
    rt(machine).out.flush();
    if let Some(s) = args[0].cast::<Stream>() {
        s.set(&machine.heap, Stream::CLOSED, true);
    }
    Ok(roots::none(machine))
}

fn write(machine: &Machine, args: &[Value]) -> Answer {
    let number = open_stream(machine, args[0])?;
    let Some(s) = str_of(args[1]) else {
        let text =
            format!("write() argument must be str, not {}", crate::values::type_name(machine, args[1]));
        return Err(type_error(machine, &text));
    };
    let bytes = Str::bytes(&machine.heap, s);
    if number == 2 {
        rt(machine).out.flush();
        let _gone = std::io::Write::write_all(&mut std::io::stderr(), bytes);
    } else {
        super::functions::encodable(machine, bytes)?;
        rt(machine).out.write(bytes);
    }
    Ok(Value::int(Str::len(s) as i64).expect("small"))
}

const TIME: &[Native] = &[
    Native::effect("time", 0, 0, |m, _| Ok(m.heap.float(since_epoch().as_secs_f64()))),
    Native::effect("time_ns", 0, 0, |m, _| Ok(BigInt::from_i64(&m.heap, since_epoch().as_nanos() as i64))),
    Native::effect("perf_counter", 0, 0, |m, _| Ok(m.heap.float(nanoseconds(false) as f64 / 1e9))),
    Native::effect("perf_counter_ns", 0, 0, |m, _| Ok(BigInt::from_i64(&m.heap, nanoseconds(false)))),
    Native::effect("monotonic", 0, 0, |m, _| Ok(m.heap.float(nanoseconds(false) as f64 / 1e9))),
    Native::effect("monotonic_ns", 0, 0, |m, _| Ok(BigInt::from_i64(&m.heap, nanoseconds(false)))),
    Native::effect("process_time", 0, 0, |m, _| Ok(m.heap.float(nanoseconds(true) as f64 / 1e9))),
    Native::effect("process_time_ns", 0, 0, |m, _| Ok(BigInt::from_i64(&m.heap, nanoseconds(true)))),
];

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
