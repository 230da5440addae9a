//! Code of functions: signatures, nested units, and the globals they use.
//!
//! Code belongs to one namespace: a unit that runs with several globals is linked for each.

use crate::runtime::rt;
use crate::transient::Members;
use crate::types::builtin::Cls;
use crate::types::namespace::{self, Namespace};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use trackway::bytecode::{CodeUnit, Const};
use trackway::{CodeRef, Gc, Machine, link_later};
use trackway_kit::Dict;

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
    /// Its names are looked up in the mapping that is its argument: code for `exec`.
    pub named: bool,
    /// Only positional parameters, so that a call with all of them needs no binding; and no coroutine to look after.
    pub simple: bool,
    /// Parameters in register order.
    pub names: Vec<Rc<str>>,
    pub cells: Vec<Rc<str>>,
    pub frees: Vec<Rc<str>>,
    pub doc: Const,
    /// The globals.
    pub space: Rc<Namespace>,
    nested: RefCell<FxHashMap<u32, CodeRef>>,
    /// The codes that are released together with this one, if it ever is; see [`crate::transient`].
    pub family: Option<Members>,
    /// See [`crate::types::function::is_builtin`].
    pub builtin: OnceCell<bool>,
    /// Words of instructions whose exceptions add nothing to a traceback.
    quiet: OnceCell<Vec<Range<u32>>>,
}

/// Links a unit whose globals are in a dict; once.
pub fn load(machine: &Machine, unit: &Rc<CodeUnit>, globals: Gc<Dict>) -> CodeRef {
    load_in(machine, unit, namespace::for_code(machine, globals))
}

/// As [`load`].
pub fn load_in(machine: &Machine, unit: &Rc<CodeUnit>, space: Rc<Namespace>) -> CodeRef {
    let key = (Rc::as_ptr(unit).addr(), space.number());
    if let Some(known) = rt(machine).linked.borrow().get(&key) {
        return *known;
    }
    let code = new(machine, unit.clone(), space, None);
    rt(machine).linked.borrow_mut().insert(key, code);
    code
}

/// Code that is linked, and its description read, when needed.
pub fn new(machine: &Machine, unit: Rc<CodeUnit>, space: Rc<Namespace>, family: Option<Members>) -> CodeRef {
    let code = link_later(machine, &unit);
    if let Some(members) = &family {
        members.borrow_mut().push(code);
    }
    code.guest.set_later(move || Signature { family, ..Signature::read(&unit, space) });
    code
}

/// The same code once more, with counters and caches of its own.
pub fn copy(machine: &Machine, code: CodeRef) -> CodeRef {
    let (unit, space) = (&code.unit, code.guest::<Signature>().space.clone());
    let copy =
        trackway::link(machine, unit).unwrap_or_else(|e| panic!("{} in {}: {e}", unit.qualname, unit.file));
    let _fresh = copy.guest.set(Signature::read(unit, space));
    copy.routine.set(code.routine.get());
    copy
}

/// The code for constant `k` of `code`, linked once.
pub fn nested(machine: &Machine, code: CodeRef, k: u32) -> CodeRef {
    let signature = code.guest::<Signature>();
    if let Some(c) = signature.nested.borrow().get(&k) {
        return *c;
    }
    // Of units in an archive the constant is the number; nobody else has seen them.
    let inner = match (code.unit.packed(), code.consts[k as usize].get().as_int()) {
        (Some(body), Some(number)) if number != 0 => {
            let p = body.sibling(number as u32);
            let unit = p.unpack().unwrap_or_else(|e| panic!("{p:?}: {e}"));
            new(machine, Rc::new(unit), signature.space.clone(), None)
        }
        _ => match &code.unit.consts[k as usize] {
            Const::Code(unit) if signature.family.is_some() => {
                new(machine, unit.clone(), signature.space.clone(), signature.family.clone())
            }
            Const::Code(unit) => load_in(machine, unit, signature.space.clone()),
            _ => panic!("constant {k} is no code"),
        },
    };
    signature.nested.borrow_mut().insert(k, inner);
    inner
}

impl Signature {
    /// What the unit's description says.
    pub fn read(unit: &CodeUnit, space: Rc<Namespace>) -> Signature {
        let parts: &[Const] = match unit.meta() {
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
        let class = class_of(unit, flags);
        let (class_body, named) = (flags & 16 != 0, flags & 64 != 0);
        Signature {
            positional: if class_body || named { 1 } else { int(0) },
            positional_only: int(1),
            keyword_only,
            varargs,
            varkeywords,
            generator: flags & (4 | 128) != 0,
            class,
            class_body,
            module_body: flags & 32 != 0,
            named,
            simple: !varargs && !varkeywords && keyword_only == 0 && class != Cls::Coroutine,
            names: strs(4),
            cells: strs(5),
            frees: strs(6),
            doc: parts.get(7).cloned().unwrap_or(Const::Nil),
            space,
            nested: RefCell::default(),
            family: None,
            quiet: OnceCell::new(),
            builtin: OnceCell::new(),
        }
    }

    /// The globals of the code.
    #[inline]
    pub fn globals(&self) -> Gc<Dict> {
        self.space.dict()
    }

    /// Whether a call with as many arguments as there are parameters needs no binding.
    #[inline]
    pub fn has_only_positional(&self) -> bool {
        !self.varargs && !self.varkeywords && self.keyword_only == 0
    }

    /// Whether a call makes a coroutine.
    #[inline]
    pub fn is_awaited(&self) -> bool {
        self.generator && self.class == Cls::Coroutine
    }

    /// Named parameters: positional, then keyword-only.
    pub fn named(&self) -> usize {
        self.positional + self.keyword_only
    }
}

/// Whether the instruction at word `pc` raises again what was raised before, or belongs to the
/// run time: it adds nothing to a traceback.
pub fn is_quiet(code: CodeRef, pc: u32) -> bool {
    if code.words.is_empty() {
        // Raised at a function's entry, before its code was linked.
        return crate::prelude::is_hidden(&code.unit.file);
    }
    code.guest::<Signature>().quiet.get_or_init(|| quiet_words(code)).iter().any(|words| words.contains(&pc))
}

fn quiet_words(code: CodeRef) -> Vec<Range<u32>> {
    let end = code.words.len() as u32;
    if crate::prelude::is_hidden(&code.unit.file) {
        return std::iter::once(0..end).collect();
    }
    let ends = code.starts.iter().skip(1).copied().chain([end]);
    let words = code.starts.iter().zip(ends).map(|(start, end)| *start..end);
    let mut again = Vec::new();
    code.unit.each_insn(|op, _| again.push(matches!(op, "reraise" | "raise_last" | "generator_end")));
    words.zip(again).filter(|(_, again)| *again).map(|(words, _)| words).collect()
}

/// The class of the suspended frames of this code. Iterators of builtin classes are generators of the prelude.
fn class_of(unit: &CodeUnit, flags: usize) -> Cls {
    if &*unit.file == crate::prelude::FILE {
        return crate::prelude::class_of(&unit.name, flags & 128 != 0);
    }
    match flags & (4 | 128) {
        128 => Cls::Coroutine,
        132 => Cls::AsyncGenerator,
        _ => Cls::Generator,
    }
}

fn text(c: &Const) -> Option<Rc<str>> {
    match c {
        Const::Str(s) => Some(s.clone()),
        _ => None,
    }
}
