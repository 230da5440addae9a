//! Code of functions: signatures, nested units, and the module they belong to.

use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::Module;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use trackway::bytecode::{CodeUnit, Const};
use trackway::{CodeRef, Gc, Machine, Value, link};

/// What a function's description says, and where its code belongs.
pub struct Signature {
    /// Positional parameters, positional-only ones included.
    pub positional: usize,
    pub positional_only: usize,
    pub keyword_only: usize,
    pub varargs: bool,
    pub varkeywords: bool,
    /// Calling it makes a generator, a coroutine or an asynchronous generator.
    pub generator: bool,
    /// The class of what calling it makes, where `generator` holds.
    pub class: Cls,
    pub class_body: bool,
    pub module_body: bool,
    /// Only positional parameters, so that a call with all of them needs no binding.
    pub simple: bool,
    /// Parameters in register order.
    pub names: Vec<Rc<str>>,
    pub cells: Vec<Rc<str>>,
    pub frees: Vec<Rc<str>>,
    pub doc: Const,
    /// Number of the module whose globals the code uses.
    pub module: u32,
    globals: Rc<Cell<Value>>,
    nested: RefCell<HashMap<u32, CodeRef>>,
}

/// Links a unit whose globals are those of `module`.
///
/// # Panics
/// If the unit does not fit the ops: a bug in the compiler.
pub fn load(machine: &Machine, unit: &Rc<CodeUnit>, module: u32) -> CodeRef {
    let code = link(machine, unit).unwrap_or_else(|e| panic!("{} in {}: {e}", unit.qualname, unit.file));
    let _fresh = code.guest.set(Box::new(Signature::read(unit, module, rt(machine).module_cell(module))));
    code
}

/// The code for constant `k` of `code`, linked once.
pub fn nested(machine: &Machine, code: CodeRef, k: u32) -> CodeRef {
    let signature = code.guest::<Signature>();
    if let Some(c) = signature.nested.borrow().get(&k) {
        return *c;
    }
    let Const::Code(unit) = &code.unit.consts[k as usize] else { panic!("constant {k} is no code") };
    let inner = load(machine, unit, signature.module);
    signature.nested.borrow_mut().insert(k, inner);
    inner
}

impl Signature {
    fn read(unit: &CodeUnit, module: u32, globals: Rc<Cell<Value>>) -> Signature {
        let parts: &[Const] = match &unit.meta {
            Const::Tuple(parts) => parts,
            _ => &[],
        };
        let int = |i: usize| match parts.get(i) {
            Some(Const::Int(n)) => *n as usize,
            _ => 0,
        };
        let strs = |i: usize| match parts.get(i) {
            Some(Const::Tuple(names)) => names.iter().filter_map(text).collect(),
            _ => Vec::new(),
        };
        let flags = int(3);
        let (varargs, varkeywords, keyword_only) = (flags & 1 != 0, flags & 2 != 0, int(2));
        let class_body = flags & 16 != 0;
        Signature {
            positional: if class_body { 1 } else { int(0) },
            positional_only: int(1),
            keyword_only,
            varargs,
            varkeywords,
            generator: flags & (4 | 64) != 0,
            class: class_of(unit, flags),
            class_body,
            module_body: flags & 32 != 0,
            simple: !varargs && !varkeywords && keyword_only == 0,
            names: strs(4),
            cells: strs(5),
            frees: strs(6),
            doc: parts.get(7).cloned().unwrap_or(Const::Nil),
            module,
            globals,
            nested: RefCell::default(),
        }
    }

    /// The globals of the code.
    pub fn globals(&self) -> Gc<Module> {
        self.globals.get().cast().expect("a module")
    }

    /// Named parameters: positional, then keyword-only.
    pub fn named(&self) -> usize {
        self.positional + self.keyword_only
    }
}

/// The class of the suspended frames of this code. Iterators of builtin classes are generators of the prelude.
fn class_of(unit: &CodeUnit, flags: usize) -> Cls {
    if &*unit.file == crate::prelude::FILE {
        return crate::prelude::class_of(&unit.name, flags & 64 != 0);
    }
    match flags & (4 | 64) {
        64 => Cls::Coroutine,
        68 => Cls::AsyncGenerator,
        _ => Cls::Generator,
    }
}

fn text(c: &Const) -> Option<Rc<str>> {
    match c {
        Const::Str(s) => Some(s.clone()),
        _ => None,
    }
}
