//! Where names live: a pass over the tree before any code is emitted.
//!
//! `collect` records per scope what is bound and used and reports misuse; `resolve` finds, for every use, the
//! scope that binds it, and marks what must be a cell. A *unit scope* owns code (module, class, function, lambda, generator
//! expression); an *inlined* scope is a comprehension whose code and variables are part of its unit's.

pub mod annotations;
mod asynchronous;
pub mod attributes;
pub mod check;
pub mod collect;
pub mod generic;
pub mod params;
pub mod resolve;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::rc::Rc;

/// Index into [`Scopes`].
pub type ScopeId = usize;

/// A (mangled) identifier.
pub type Ident = Rc<str>;

/// What kind of code a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// List, set or dict comprehension.
    Comprehension,
    /// Generator expression.
    Generator,
    /// The function that evaluates the annotations of a function, class or module, or the value of a type alias,
    /// or the bound or default of a type parameter.
    Annotations,
    /// The function around a generic function, class or alias that holds its type parameters.
    TypeParams,
}

/// Facts about a name in a scope; bits.
pub mod flag {
    pub const BOUND: u16 = 1;
    pub const PARAM: u16 = 2;
    pub const USED: u16 = 4;
    pub const GLOBAL: u16 = 8;
    pub const NONLOCAL: u16 = 16;
    /// Unbound somewhere: by `del` or at the end of an `except` clause.
    pub const DELETED: u16 = 32;
    /// Bound by an assignment expression.
    pub const WALRUS: u16 = 64;
    /// Bound again and again: in a loop, to its own value and another, or by functions that declare it global.
    pub const VARIES: u16 = 128;
}

/// One scope.
#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// Part of its unit's code.
    pub inlined: bool,
    /// Names in order of first appearance.
    pub names: Vec<Ident>,
    pub flags: HashMap<Ident, u16>,
    /// Variables of this scope that inner units capture.
    pub cells: HashSet<Ident>,
    /// Variables of outer units that this unit uses or passes on, in closure order.
    pub frees: Vec<Ident>,
    /// Has `yield`.
    pub generator: bool,
    /// `async def`, or a generator expression that awaits.
    pub coroutine: bool,
    /// The class whose private names are mangled here.
    pub private: Option<Rc<str>>,
}

impl Scope {
    /// Whether the scope binds `name` itself.
    pub fn binds(&self, name: &str) -> bool {
        let f = self.flag(name);
        f & flag::BOUND != 0 && f & (flag::GLOBAL | flag::NONLOCAL) == 0
    }

    /// The bits of `name`.
    pub fn flag(&self, name: &str) -> u16 {
        self.flags.get(name).copied().unwrap_or(0)
    }

    /// Adds bits to `name`.
    pub fn add(&mut self, name: &Ident, bits: u16) {
        match self.flags.get_mut(name) {
            Some(f) => *f |= bits,
            None => {
                self.names.push(name.clone());
                self.flags.insert(name.clone(), bits);
            }
        }
    }

    /// The variables that have registers, parameters first.
    pub fn locals(&self) -> Vec<Ident> {
        let is = |n: &&Ident, param| self.binds(n) && (self.flag(n) & flag::PARAM != 0) == param;
        let params = self.names.iter().filter(|n| is(n, true));
        params.chain(self.names.iter().filter(|n| is(n, false))).cloned().collect()
    }
}

/// All scopes of a source.
#[derive(Debug, Default)]
pub struct Scopes {
    pub all: Vec<Scope>,
    /// Scopes by the address of the tree node that opens them: the tree does not move while it is compiled, and a
    /// `finally` body, compiled once per exit path, finds its scopes each time.
    by_node: HashMap<usize, ScopeId>,
    /// The annotations scope of a function, class or module.
    pub annotations: HashMap<ScopeId, ScopeId>,
    /// Scopes of lazily evaluated expressions, by the address of the expression.
    pub lazy: HashMap<usize, ScopeId>,
    /// `from __future__ import annotations`: they are kept as text.
    pub textual: bool,
    /// See [`crate::Options::optimize`].
    pub optimize: u8,
    /// The module's names are in the mapping that is its argument.
    pub named: bool,
}

impl Scopes {
    /// The scope that `node` opens.
    pub fn of<T>(&self, node: &T) -> ScopeId {
        self.by_node[&(std::ptr::from_ref(node) as usize)]
    }

    /// The scope that evaluates `e` lazily.
    pub fn of_lazy(&self, e: &ruff_python_ast::Expr) -> ScopeId {
        self.lazy[&(std::ptr::from_ref(e) as usize)]
    }

    /// The scope that owns the code of `id`.
    pub fn unit(&self, mut id: ScopeId) -> ScopeId {
        while self.all[id].inlined {
            id = self.all[id].parent.unwrap_or(0);
        }
        id
    }
}

/// Python's private names: `__x` inside class `C` is `_C__x`.
pub fn mangle(name: &str, class: Option<&str>) -> Ident {
    match class {
        Some(class) if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            match class.trim_start_matches('_') {
                "" => name.into(),
                class => format!("_{class}{name}").into(),
            }
        }
        _ => name.into(),
    }
}
