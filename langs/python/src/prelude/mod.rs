//! Routines of the run time that are written in Python, since they call guest code.
//!
//! The files hold `def` statements only, without defaults: a function object is made from its
//! code when first asked for, and nothing is run at start. The package `trackway-python-library`
//! compiles them.

mod variants;

pub use variants::variant;

use crate::code;
use crate::memo::{Literal, Memo};
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::{Function, Module};
use crate::types::{function, module};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use trackway::bytecode::{Archive, Bytes};
use trackway::{Gc, Heap, Machine, RootList, Value, Visitor};
use variants::Variants;

/// The file name in tracebacks, by which prelude frames are left out.
pub const FILE: &str = "<prelude>";

/// Whether tracebacks and frame objects leave out the functions of this file: the prelude, and what stands for a
/// module that CPython writes in C.
pub fn is_hidden(file: &str) -> bool {
    let Some(name) = file.strip_prefix('<').and_then(|f| f.strip_suffix('>')) else { return false };
    file == FILE || trackway_python_library::find(name).is_some_and(|e| e.native)
}

/// The class of what a generator or coroutine function of the prelude makes.
pub fn class_of(name: &str, coroutine: bool) -> Cls {
    match name {
        "_map" | "_map_many" | "_map_strict" => Cls::Map,
        "_filter" => Cls::Filter,
        "_zip" | "_zip_2" => Cls::Zip,
        "_enumerate" => Cls::Enumerate,
        "_reversed" => Cls::Reversed,
        "_long_range" => Cls::LongRangeIter,
        "_reversed_list" => Cls::ListReverseIter,
        "_reversed_keys" => Cls::KeyReverseIter,
        "_reversed_values" => Cls::ValueReverseIter,
        "_reversed_items" => Cls::ItemReverseIter,
        "_iter_items" => Cls::Iterator,
        "_iter_until" | "_re_iterate" => Cls::CallableIterator,
        "_coroutine_wrapper" => Cls::CoroutineWrapper,
        "_async_send" => Cls::AsyncSend,
        "_async_throw" | "_async_close" => Cls::AsyncThrow,
        _ if coroutine => Cls::Coroutine,
        _ => Cls::Generator,
    }
}

/// Whether iterators of this class go on after an exception of what they call.
pub fn goes_on(class: Cls) -> bool {
    use Cls::*;
    matches!(class, Map | Filter | Zip | Enumerate | Reversed | Iterator | CallableIterator)
}

/// Whether suspended frames of this class are no iterators.
pub fn awaits(class: Cls) -> bool {
    matches!(class, Cls::Coroutine | Cls::AsyncGenerator)
}

/// The functions made so far.
#[derive(Default)]
pub struct Prelude {
    functions: RootList,
    numbers: RefCell<FxHashMap<Box<str>, usize>>,
    /// Of functions that Rust code names.
    literals: Memo<Literal, usize>,
    variants: Variants,
}

impl Prelude {
    fn get(&self, number: usize) -> Gc<Function> {
        self.functions.get(number).cast().expect("a function")
    }

    pub fn visit(&self, heap: &Heap, visit: Visitor) {
        self.functions.visit(heap, visit);
        self.variants.visit(visit);
    }
}

/// The prelude function `name`.
///
/// # Panics
/// If there is none: a bug in the run time.
pub fn function(machine: &Machine, name: &'static str) -> Gc<Function> {
    let prelude = &rt(machine).prelude;
    let must = || number(machine, name).unwrap_or_else(|| panic!("no prelude function {name}"));
    prelude.get(prelude.literals.of_literal(name, must))
}

/// The prelude function `name` for these arguments.
pub fn function_for(machine: &Machine, name: &'static str, args: &[Value]) -> Gc<Function> {
    variant(machine, function(machine, name), args)
}

/// The prelude function `name`, if there is one.
pub fn find(machine: &Machine, name: &str) -> Option<Gc<Function>> {
    number(machine, name).map(|n| rt(machine).prelude.get(n))
}

/// The number of the prelude function `name`, which is made if need be.
fn number(machine: &Machine, name: &str) -> Option<usize> {
    let prelude = &rt(machine).prelude;
    if let Some(n) = prelude.numbers.borrow().get(name) {
        return Some(*n);
    }
    let entry = trackway_python_library::find(&format!("prelude:{name}"))?;
    let archive = Archive::open(Bytes::Static(entry.code), FILE).and_then(|a| a.root());
    let unit = Rc::new(archive.unwrap_or_else(|e| panic!("prelude function {name}: {e}")));
    let globals = machine.root(roots::PRELUDE).cast::<Module>().expect("the prelude's namespace");
    let code = code::load(machine, &unit, module::dict(globals));
    code.routine.set(true);
    let f = function::make(machine, code, Value::ZERO, Value::ZERO, Value::ZERO);
    let n = prelude.functions.push(f.value());
    prelude.numbers.borrow_mut().insert(name.into(), n);
    Some(n)
}
