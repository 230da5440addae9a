//! One code unit under construction: its variables, its prologue, its description.

use crate::compile::blocks::Block;
use crate::compile::flow::Flow;
use crate::scope::{Ident, ScopeId, ScopeKind, Scopes, flag};
use ruff_python_ast::Parameters;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::rc::Rc;
use trackway_bytecode::{CodeBuilder, CodeUnit, Const, Insn, Label, OpName, Operand, Reg};

/// A variable with a register.
#[derive(Clone, Copy, Debug)]
pub struct Var {
    pub reg: Reg,
    /// The register holds a cell.
    pub cell: bool,
}

/// Numbers and strings for the description.
#[derive(Default)]
pub struct Signature {
    pub positional: usize,
    pub positional_only: usize,
    pub keyword_only: usize,
    pub varargs: bool,
    pub varkeywords: bool,
    pub doc: Option<Const>,
}

impl Signature {
    /// The signature of a parameter list.
    pub fn of(p: Option<&Parameters>) -> Signature {
        let Some(p) = p else { return Signature::default() };
        Signature {
            positional: p.posonlyargs.len() + p.args.len(),
            positional_only: p.posonlyargs.len(),
            keyword_only: p.kwonlyargs.len(),
            varargs: p.vararg.is_some(),
            varkeywords: p.kwarg.is_some(),
            doc: None,
        }
    }
}

/// See the module.
pub struct Unit<'a> {
    pub b: CodeBuilder,
    /// The scope that owns the code.
    pub scope: ScopeId,
    /// The scope at the place being compiled: `scope` or a comprehension inlined in it.
    pub at: ScopeId,
    pub vars: HashMap<(ScopeId, Ident), Var>,
    pub frees: HashMap<Ident, Reg>,
    pub flow: Flow,
    pub blocks: Vec<Block<'a>>,
    /// Where a return value waits while `finally` bodies run.
    pub ret: Option<Reg>,
    pub qualname: Rc<str>,
    /// What stands before the name of a definition inside, for the function around a generic definition.
    pub prefix: String,
    pub signature: Signature,
    /// Registers of the variables.
    variables: BTreeSet<u32>,
    /// Variables that must start as unbound since something checks them.
    unbind: BTreeSet<u32>,
    locals: Vec<Ident>,
    /// Variables that are checked somewhere.
    pub checked: BTreeSet<u32>,
    prologue: u32,
    params: u32,
    /// The first register that is not a variable of the unit's own scope.
    temporaries: u32,
    /// Where the body of a generator begins.
    body: Option<Label>,
}

impl<'a> Unit<'a> {
    /// An empty unit for `scope`, with registers for its variables.
    pub fn new(
        scopes: &Scopes,
        scope: ScopeId,
        name: &str,
        qualname: &str,
        file: &Rc<str>,
        line: u32,
    ) -> Unit<'a> {
        let s = &scopes.all[scope];
        let locals = match s.kind {
            ScopeKind::Module | ScopeKind::Class => Vec::new(),
            _ => s.locals(),
        };
        let params = locals.iter().filter(|n| s.flag(n) & flag::PARAM != 0).count();
        let mapping = s.kind == ScopeKind::Class || s.kind == ScopeKind::Module && scopes.named;
        let params = if mapping { 1 } else { params as u32 };
        let mut unit = Unit {
            b: CodeBuilder::new(name, qualname, file, line, params),
            scope,
            at: scope,
            vars: HashMap::default(),
            frees: HashMap::default(),
            flow: Flow::default(),
            blocks: Vec::new(),
            ret: None,
            qualname: qualname.into(),
            prefix: String::new(),
            signature: Signature::default(),
            variables: BTreeSet::new(),
            unbind: BTreeSet::new(),
            locals,
            checked: BTreeSet::new(),
            prologue: 0,
            params,
            temporaries: 0,
            body: None,
        };
        unit.open(scopes, params);
        unit
    }

    /// Registers that hold variables of the unit's own scope, or the mapping that does: the first ones.
    pub fn local_count(&self) -> usize {
        self.locals.len().max(self.params as usize)
    }

    fn open(&mut self, scopes: &Scopes, params: u32) {
        let s = &scopes.all[self.scope];
        if s.generator || s.coroutine {
            self.b.emit("generator_start", &[]);
            let body = self.b.label();
            self.b.place(body);
            self.body = Some(body);
        }
        self.prologue = self.b.here();
        for (i, name) in self.locals.clone().iter().enumerate() {
            let reg = if (i as u32) < params { Reg(i as u32) } else { self.b.alloc() };
            let cell = s.cells.contains(name);
            self.declare(self.scope, name, Var { reg, cell });
            if (i as u32) < params || cell {
                self.flow.set(reg);
            }
            if cell {
                if i as u32 >= params {
                    self.unbind.insert(reg.0);
                }
                self.b.emit("make_cell", &[Operand::Reg(reg), Operand::Reg(reg)]);
            }
        }
        self.temporaries = self.b.mark();
        if s.kind == ScopeKind::Class {
            self.class_cells(scopes);
        }
        for (i, name) in s.frees.iter().enumerate() {
            let reg = self.b.alloc();
            self.b.emit("load_closure", &[Operand::Reg(reg), Operand::Imm(i as u32)]);
            self.frees.insert(name.clone(), reg);
        }
    }

    /// The cells that a class body makes for its methods.
    fn class_cells(&mut self, scopes: &Scopes) {
        if scopes.all[self.scope].cells.contains("__class__") {
            let reg = self.b.alloc();
            self.unbind.insert(reg.0);
            self.b.emit("make_cell", &[Operand::Reg(reg), Operand::Reg(reg)]);
            self.vars.insert((self.scope, "__class__".into()), Var { reg, cell: true });
        }
        if scopes.all[self.scope].cells.contains("__classdict__") {
            let reg = self.b.alloc();
            self.b.emit("mov", &[Operand::Reg(reg), Operand::Reg(Reg(0))]);
            self.b.emit("make_cell", &[Operand::Reg(reg), Operand::Reg(reg)]);
            self.vars.insert((self.scope, "__classdict__".into()), Var { reg, cell: true });
        }
    }

    /// Adds a variable.
    pub fn declare(&mut self, scope: ScopeId, name: &Ident, var: Var) {
        self.variables.insert(var.reg.0);
        self.vars.insert((scope, name.clone()), var);
    }

    /// Ends the life of a comprehension's variable.
    pub fn forget(&mut self, scope: ScopeId, name: &Ident) {
        if let Some(var) = self.vars.remove(&(scope, name.clone())) {
            self.variables.remove(&var.reg.0);
        }
    }

    /// Whether `reg` is a variable, which code other than the expression in hand can see.
    pub fn is_variable(&self, reg: Reg) -> bool {
        self.variables.contains(&reg.0)
    }

    /// The variable in `reg` must start as unbound.
    ///
    /// Parameters arrive bound, and a comprehension unbinds its own variables.
    pub fn start_unbound(&mut self, reg: Reg) {
        self.checked.insert(reg.0);
        if (self.params..self.temporaries).contains(&reg.0) {
            self.unbind.insert(reg.0);
        }
    }

    /// Where control may come from several places: variables that are deleted somewhere may be unbound.
    pub fn forget_deleted(&mut self, scopes: &Scopes) {
        let s = &scopes.all[self.scope];
        for ((scope, name), var) in &self.vars {
            if *scope == self.scope && !var.cell && s.flag(name) & flag::DELETED != 0 {
                self.flow.clear(var.reg);
            }
        }
    }

    /// Makes sure that the frame has registers up to `end`.
    pub fn reserve(&mut self, end: u32) {
        let mark = self.b.mark();
        if end > mark {
            self.b.alloc_block(end - mark);
            self.b.release_to(mark);
        }
    }

    /// The finished unit.
    pub fn finish(mut self, scopes: &Scopes) -> CodeUnit {
        if let Some(body) = self.body {
            let (end, exc) = (self.b.label(), self.b.alloc());
            self.b.place(end);
            self.b.protect(body, end, end, exc);
            self.b.emit("generator_end", &[Operand::Reg(exc)]);
        }
        let meta = self.meta(scopes);
        self.b.set_meta(meta);
        let mut unit = self.b.finish();
        insert_unbinds(&mut unit, self.prologue, &self.unbind);
        unit
    }

    fn meta(&self, scopes: &Scopes) -> Const {
        let s = &scopes.all[self.scope];
        let sig = &self.signature;
        let strs = |names: &mut dyn Iterator<Item = &Ident>| {
            Const::Tuple(names.map(|n| Const::Str(n.clone())).collect())
        };
        let nested =
            s.parent.is_some_and(|p| !matches!(scopes.all[p].kind, ScopeKind::Module | ScopeKind::Class));
        let bits = [
            (sig.varargs, 1),
            (sig.varkeywords, 2),
            (s.generator, 4),
            (nested, 8),
            (s.kind == ScopeKind::Class, 16),
            (s.kind == ScopeKind::Module, 32),
            (s.kind == ScopeKind::Module && scopes.named, 64),
            (s.coroutine, 128),
            (s.parent.is_some_and(|p| scopes.all[p].kind == ScopeKind::Class), 512),
        ];
        let flags = bits.iter().filter(|b| b.0).map(|b| b.1).sum();
        Const::Tuple(vec![
            Const::Int(sig.positional as i64),
            Const::Int(sig.positional_only as i64),
            Const::Int(sig.keyword_only as i64),
            Const::Int(flags),
            strs(&mut self.locals.iter()),
            strs(&mut s.names.iter().filter(|n| s.cells.contains(*n))),
            strs(&mut s.frees.iter()),
            sig.doc.clone().unwrap_or(Const::Nil),
        ])
    }
}

/// Which variables need it is known only when the body is compiled, so the prologue is completed afterwards.
fn insert_unbinds(unit: &mut CodeUnit, at: u32, regs: &BTreeSet<u32>) {
    let n = regs.len() as u32;
    let op = OpName::Known("unbind");
    let span = unit.insns.first().map(|i| i.span).unwrap_or_default();
    let new = regs.iter().map(|&reg| Insn {
        op: op.clone(),
        operands: [Operand::Reg(Reg(reg))].as_slice().into(),
        span,
    });
    let new: Vec<Insn> = new.collect();
    unit.insns.splice(at as usize..at as usize, new);
    let shift = |i: &mut u32| *i += if *i >= at { n } else { 0 };
    for insn in unit.insns.iter_mut() {
        insn.operands.iter_mut().for_each(|o| {
            if let Operand::Jump(t) = o {
                shift(t);
            }
        });
    }
    for h in &mut unit.handlers {
        [&mut h.start, &mut h.end, &mut h.target].into_iter().for_each(shift);
    }
}
