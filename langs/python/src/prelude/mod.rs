//! Routines of the run time that are written in Python, since they call guest code.
//!
//! The files hold `def` statements only, without defaults: a function object is made from its
//! code when first asked for, and nothing is run at start.

use crate::code;
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::{Function, Module};
use crate::types::{function, module};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use trackway::bytecode::{CodeUnit, Const};
use trackway::{Gc, Machine, Value, Visitor};

/// Every file: name and text.
const FILES: &[(&str, &str)] = &[
    ("operators", include_str!("operators.py")),
    ("calls", include_str!("calls.py")),
    ("iteration", include_str!("iteration.py")),
    ("containers", include_str!("containers.py")),
    ("text", include_str!("text.py")),
    ("generators", include_str!("generators.py")),
    ("coroutines", include_str!("coroutines.py")),
    ("groups", include_str!("groups.py")),
    ("typing", include_str!("typing.py")),
    ("modules", include_str!("modules.py")),
    ("functions", include_str!("functions.py")),
    ("strings", include_str!("strings.py")),
    ("sets", include_str!("sets.py")),
    ("math", include_str!("math.py")),
];

/// The file name in tracebacks, by which prelude frames are left out.
pub const FILE: &str = "<prelude>";

/// The class of what a generator or coroutine function of the prelude makes.
pub fn class_of(name: &str, coroutine: bool) -> Cls {
    match name {
        "_map" | "_map_many" | "_map_strict" => Cls::Map,
        "_filter" => Cls::Filter,
        "_zip" | "_zip_2" => Cls::Zip,
        "_enumerate" => Cls::Enumerate,
        "_reversed" => Cls::Reversed,
        "_iter_items" => Cls::Iterator,
        "_iter_until" => Cls::CallableIterator,
        "_coroutine_wrapper" => Cls::CoroutineWrapper,
        "_async_send" => Cls::AsyncSend,
        "_async_throw" | "_async_close" => Cls::AsyncThrow,
        _ if coroutine => Cls::Coroutine,
        _ => Cls::Generator,
    }
}

/// Whether suspended frames of this class are no iterators.
pub fn awaits(class: Cls) -> bool {
    matches!(class, Cls::Coroutine | Cls::AsyncGenerator)
}

/// Units by name, and the functions made so far.
#[derive(Default)]
pub struct Prelude {
    /// Files compiled so far.
    loaded: RefCell<Vec<&'static str>>,
    units: RefCell<HashMap<Rc<str>, Rc<CodeUnit>>>,
    functions: RefCell<HashMap<Rc<str>, Cell<Value>>>,
}

impl Prelude {
    pub fn visit(&self, visit: Visitor) {
        self.functions.borrow().values().for_each(&mut *visit);
    }
}

/// The prelude function `name`.
///
/// # Panics
/// If there is none: a bug in the run time.
pub fn function(machine: &Machine, name: &str) -> Gc<Function> {
    find(machine, name).unwrap_or_else(|| panic!("no prelude function {name}"))
}

/// The prelude function `name`, if there is one.
pub fn find(machine: &Machine, name: &str) -> Option<Gc<Function>> {
    let prelude = &rt(machine).prelude;
    if let Some(f) = prelude.functions.borrow().get(name) {
        return f.get().cast();
    }
    let unit = unit(machine, name)?;
    let globals = machine.root(roots::PRELUDE).cast::<Module>().expect("the prelude's namespace");
    let code = code::load(machine, &unit, module::number(machine, globals));
    let f = function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO);
    prelude.functions.borrow_mut().insert(name.into(), Cell::new(f.value()));
    Some(f)
}

/// The unit of `name`; compiles the file that defines it.
fn unit(machine: &Machine, name: &str) -> Option<Rc<CodeUnit>> {
    let prelude = &rt(machine).prelude;
    let head = format!("\ndef {name}(");
    let asynchronous = format!("\nasync def {name}(");
    let defines = |text: &str| text.contains(&head) || text.contains(&asynchronous);
    let (file, text) = FILES.iter().find(|(_, text)| defines(text))?;
    if !prelude.loaded.borrow().contains(file) {
        prelude.loaded.borrow_mut().push(file);
        let unit = trackway_python_compiler::compile(text, FILE, trackway_python_compiler::Mode::Exec)
            .unwrap_or_else(|e| panic!("prelude file {file}: {e}"));
        for c in unit.consts {
            if let Const::Code(u) = c {
                prelude.units.borrow_mut().insert(u.name.clone(), u);
            }
        }
    }
    prelude.units.borrow().get(name).cloned()
}
