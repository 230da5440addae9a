//! Prelude functions with a loop have a variant for each kind of arguments.
//!
//! `sum` goes over generators, lists of instances, iterators written in Python; its loop does something
//! else for each. One machine code for all of them would be a chain of tests, and what the JIT
//! knows of one program part would be spoilt by the next. So each kind has its own copy of the
//! code, with counters and traces of its own.

use crate::code;
use crate::runtime::rt;
use crate::types::function;
use crate::types::objects::{BoundMethod, Builtin, Function, Instance};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use trackway::{Gc, Kind, Machine, Value, Visitor};
use trackway_kit::Coroutine;

/// Variants of one function; further kinds share its own code.
const MANY: u32 = 64;
/// Arguments that are looked at.
const LOOKED_AT: usize = 3;

/// Variants by the code of the function that they are of, and kind.
#[derive(Default)]
pub struct Variants {
    functions: RefCell<FxHashMap<(u64, u64), Cell<Value>>>,
    counts: RefCell<FxHashMap<u64, u32>>,
}

impl Variants {
    pub fn visit(&self, visit: Visitor) {
        self.functions.borrow().values().for_each(&mut *visit);
    }
}

/// The variant of prelude function `f` for these arguments.
pub fn variant(machine: &Machine, f: Gc<Function>, args: &[Value]) -> Gc<Function> {
    let code = f.get(Function::CODE).linked(machine);
    if !code.has_loops || args.is_empty() {
        return f;
    }
    let kind = args.iter().take(LOOKED_AT).fold(0u64, |k, v| k.rotate_left(21) ^ kind(machine, *v));
    let variants = &rt(machine).prelude.variants;
    let key = (code.id(), kind);
    if let Some(known) = variants.functions.borrow().get(&key) {
        return known.get().cast().unwrap_or(f);
    }
    let n = *variants.counts.borrow_mut().entry(code.id()).and_modify(|n| *n += 1).or_insert(0);
    let made = match n {
        0 => f,
        n if n >= MANY => return f,
        _ => function::make(machine, code::copy(machine, code), Value::ZERO, Value::ZERO, Value::ZERO),
    };
    variants.functions.borrow_mut().insert(key, Cell::new(made.value()));
    made
}

/// What a value has in common with those that a loop treats alike: the code of functions and generators, the
/// class of instances, the type of others.
fn kind(machine: &Machine, v: Value) -> u64 {
    let Kind::Object(o) = v.kind() else { return 1 + v.is_float() as u64 };
    let own = if let Some(f) = v.cast::<Function>() {
        f.get(Function::CODE).id()
    } else if let Some(c) = v.cast::<Coroutine>() {
        c.get(Coroutine::CODE).id()
    } else if let Some(b) = v.cast::<BoundMethod>() {
        return kind(machine, b.get(BoundMethod::FUNCTION)) ^ 1 << 40;
    } else if let Some(b) = v.cast::<Builtin>() {
        b.get(Builtin::NUMBER) as u64
    } else if let Some(i) = v.cast::<Instance>() {
        rt(machine).shapes().get(i.shape()).owner as u64
    } else {
        // Classes have a shape each; that of dicts says which variables they hold.
        if v.cast::<crate::types::class::Class>().is_some() { o.shape() as u64 } else { 0 }
    };
    (own << 16) | (u64::from(o.type_id()) + 3)
}
