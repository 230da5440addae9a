//! Running programs: files, `-c` text, and lines of the REPL.

use crate::errors::exception;
use crate::flags::Flags;
use crate::import::{body, source, warned};
use crate::report;
use crate::roots;
use crate::runtime::{rt, sym};
use crate::types::builtin::Cls;
use crate::types::class::{EXC_TRACEBACK, derives};
use crate::types::objects::{Function, Instance, Module};
use crate::types::{instance, module};
use crate::values::class_of;
use crate::{Python, builtins};
use trackway::signal::{self, Disposition, SIGINT};
use trackway::{Gc, Machine, Outcome, Raise, Value, interpret};
use trackway_kit::{List, Str};

/// Exit code for an uncaught exception.
const FAILED: u8 = 1;
/// Exit code for Ctrl-C.
const INTERRUPTED: u8 = 130;
/// Exit code when standard output could not be written.
const BROKEN: u8 = 120;

/// Runs a source as the program; the exit code.
pub fn program(machine: &Machine, source: &[u8], file: &str) -> u8 {
    let main = main_module(machine);
    if file != "<string>" && file != "<stdin>" {
        module::define(machine, main, "__file__", Str::new(&machine.heap, file).value());
        module::define(machine, main, "__cached__", roots::none(machine));
    }
    let made = source::decode(machine, source, file).and_then(|text| body(machine, main, &text, file));
    let result = match made {
        Ok(f) if warned::any(machine) => {
            let warn = crate::prelude::function(machine, "_warned").value();
            call_with(machine, warn, &[f]).and_then(|f| call(machine, f))
        }
        Ok(f) => call(machine, f),
        Err(Raise) => Err(machine.take_pending().expect("a pending exception")),
    };
    ended(machine, result)
}

/// Runs module `name` as the program; `alter`: `sys.argv[0]` becomes its path.
pub fn module(machine: &Machine, name: &str, alter: bool) -> u8 {
    main_module(machine);
    let f = crate::prelude::function(machine, "_run_module").value();
    let args = [Str::new(&machine.heap, name).value(), roots::bool_word(machine, alter)];
    let result = call_with(machine, f, &args);
    ended(machine, result)
}

/// What options want of the library before a program starts.
///
/// # Errors
/// A text for the user.
pub fn prepare(machine: &Machine, flags: &Flags) -> Result<(), String> {
    let warned = !flags.warnings.is_empty();
    if flags.io_encoding.is_none() && !warned {
        return Ok(());
    }
    let encoding = flags.io_encoding.as_deref().unwrap_or_default();
    let args = [Str::new(&machine.heap, encoding).value(), roots::bool_word(machine, warned)];
    let f = crate::prelude::function(machine, "_prepare").value();
    call_with(machine, f, &args).map(|_| ()).map_err(|e| {
        let text = report::text(machine, e);
        let last = text.lines().last().unwrap_or_default();
        format!(
            "Fatal Python error: init_stdio_encoding: failed to get the Python codec name of the stdio encoding\n\
             Python runtime state: core initialized\n{last}\n"
        )
    })
}

fn ended(machine: &Machine, result: Result<Value, Value>) -> u8 {
    let code = match result {
        Ok(_) => 0,
        Err(e) => {
            rt(machine).interrupted.set(is_interrupt(machine, e));
            uncaught(machine, e)
        }
    };
    builtins::weak::farewell(machine);
    rt(machine).out.flush();
    code
}

/// What is left to do at the end: `atexit`, and writing out.
pub fn finish(machine: &Machine, code: u8) -> u8 {
    let f = crate::prelude::function(machine, "_at_exit").value();
    let code = match call(machine, f) {
        Ok(_) => code,
        Err(e) => uncaught(machine, e),
    };
    rt(machine).out.flush();
    if rt(machine).out.failed() && code == 0 { BROKEN } else { code }
}

/// Ends the process as SIGINT would have done it, if Ctrl-C was what ended the program: a shell that runs it in a loop
/// then stops too.
pub fn pass_interrupt_on(machine: &Machine) {
    if !rt(machine).interrupted.get() {
        return;
    }
    let _kept = signal::set_disposition(SIGINT, Disposition::Default);
    let _blocked = nix::sys::signal::raise(nix::sys::signal::Signal::SIGINT);
}

/// The module `__main__`.
pub fn main_module(machine: &Machine) -> Gc<Module> {
    let main = builtins::modules::named(machine, "__main__");
    for name in ["__doc__", "__package__", "__spec__", "__loader__"] {
        if module::get(machine, main, sym(machine, name)).is_none() {
            module::define(machine, main, name, roots::none(machine));
        }
    }
    let builtins = machine.root(roots::BUILTINS);
    module::define(machine, main, "__builtins__", builtins);
    main
}

/// Calls a function without parameters from outside.
pub fn call(machine: &Machine, f: Value) -> Result<Value, Value> {
    call_with(machine, f, &[])
}

/// Calls a function from outside with exactly its parameters. Values that the caller holds may
/// have moved afterwards.
pub fn call_with(machine: &Machine, f: Value, args: &[Value]) -> Result<Value, Value> {
    let code = f.cast::<Function>().expect("a function").get(Function::CODE);
    machine.start(code, f, args);
    loop {
        match interpret::<Python>(machine) {
            Outcome::Returned(v) => return Ok(v),
            Outcome::Raised(e) => return Err(e),
            Outcome::Suspended | Outcome::Unnested => {}
        }
    }
}

/// Has guest code say what the exceptions of a chain are, where their classes define that.
fn guest_texts(machine: &Machine, e: Value) -> Value {
    let heap = &machine.heap;
    machine.set_root(roots::WAITING, List::new(heap, &report::with_members(machine, e)).value());
    let waiting = || machine.root(roots::WAITING).cast::<List>().expect("a list");
    for i in 0..List::len(waiting()) {
        let e = List::get(&machine.heap, waiting(), i);
        if builtins::text::str(machine, e).is_some() {
            continue;
        }
        let f = crate::prelude::function(machine, "_str").value();
        if let (Ok(text), Some(e)) =
            (call_with(machine, f, &[e]), exception(machine, List::get(&machine.heap, waiting(), i)))
        {
            let _no_limit = instance::set_own(machine, e, sym(machine, report::TEXT), text);
        }
    }
    List::get(&machine.heap, waiting(), 0)
}

/// Prints an uncaught exception; the exit code.
pub fn uncaught(machine: &Machine, e: Value) -> u8 {
    rt(machine).out.flush();
    if derives(machine, class_of(machine, e), Cls::SystemExit) && !stays(machine) {
        return system_exit(machine, e);
    }
    remember(machine, e);
    machine.set_root(roots::WAITING, e);
    if hooked(machine) {
        let f = crate::prelude::function(machine, "_call_excepthook").value();
        let result = call_with(machine, f, &[machine.root(roots::WAITING)]);
        rt(machine).out.flush();
        match result {
            Ok(_) => return FAILED,
            Err(e) if derives(machine, class_of(machine, e), Cls::SystemExit) => {
                return system_exit(machine, e);
            }
            Err(e) => {
                eprint!("Error in sys.excepthook:\n{}\nOriginal exception was:\n", report::text(machine, e));
            }
        }
    }
    let e = guest_texts(machine, machine.root(roots::WAITING));
    let colour = report::Colour::wanted(machine, &std::io::stderr());
    eprint!("{}", report::coloured(machine, e, colour));
    if is_interrupt(machine, e) { INTERRUPTED } else { FAILED }
}

/// Whether an exception says Ctrl-C; classes derived from it are like others.
fn is_interrupt(machine: &Machine, e: Value) -> bool {
    class_of(machine, e).value() == Cls::KeyboardInterrupt.word(machine)
}

/// Whether a prompt follows the program.
fn stays(machine: &Machine) -> bool {
    rt(machine).flags.borrow().inspect && !rt(machine).at_prompt.get()
}

/// For post-mortem tools.
fn remember(machine: &Machine, e: Value) {
    let sys = machine.root(roots::SYS).cast::<Module>().expect("a module");
    let traceback =
        exception(machine, e).map_or(roots::none(machine), |i| i.item(Instance::SLOTS, EXC_TRACEBACK));
    let class = class_of(machine, e).value();
    for (name, v) in [("exc", e), ("type", class), ("value", e), ("traceback", traceback)] {
        module::define(machine, sys, &format!("last_{name}"), v);
    }
}

/// Whether the program has its own `sys.excepthook`.
fn hooked(machine: &Machine) -> bool {
    let sys = |name| crate::import::find::sys(machine, name);
    sys("excepthook") != sys("__excepthook__")
}

fn system_exit(machine: &Machine, e: Value) -> u8 {
    let Some(i) = exception(machine, e) else { return FAILED };
    let code = builtins::exception_fields::field(machine, i, 0);
    if code == roots::none(machine) {
        return 0;
    }
    if let Some(n) = crate::values::as_int(machine, code) {
        return n as u8;
    }
    // Guest code may have to say what it is.
    let f = crate::prelude::function(machine, "_str").value();
    let text = builtins::text::str(machine, code).or_else(|| {
        let text = call_with(machine, f, &[code]).ok()?;
        builtins::text::str(machine, text)
    });
    rt(machine).out.flush();
    eprintln!("{}", String::from_utf8_lossy(&text.unwrap_or_default()));
    FAILED
}
