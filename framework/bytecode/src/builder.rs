//! Assembling a unit: labels, register allocation by stack discipline, interned constants.

use crate::unit::{CodeUnit, Const, Handler, Insn, OpName, Operand, Reg, SourceSpan};
use rustc_hash::FxHashMap as HashMap;
use std::rc::Rc;

/// A jump target that may be placed after it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label(u32);

/// What makes two constants the same constant: type and value, floats by bits.
#[derive(PartialEq, Eq, Hash)]
enum ConstKey {
    Nil,
    Bool(bool),
    Int(i64),
    Float(u64),
    Str(Rc<str>),
}

/// Builds one [`CodeUnit`].
pub struct CodeBuilder {
    unit: CodeUnit,
    labels: Vec<Option<u32>>,
    handlers: Vec<(Label, Label, Label, Reg)>,
    const_index: HashMap<ConstKey, u32>,
    name_index: HashMap<Rc<str>, u32>,
    span: SourceSpan,
    next_reg: u32,
}

impl CodeBuilder {
    /// A unit called `name` from `file`, whose first `params` registers the caller fills.
    pub fn new(name: &str, qualname: &str, file: &Rc<str>, line: u32, params: u32) -> CodeBuilder {
        CodeBuilder {
            unit: CodeUnit::new(name.into(), qualname.into(), file.clone(), line, params),
            labels: Vec::new(),
            handlers: Vec::new(),
            const_index: HashMap::default(),
            name_index: HashMap::default(),
            span: SourceSpan::default(),
            next_reg: params,
        }
    }

    /// The span that the instructions emitted from here on get.
    pub fn set_span(&mut self, span: SourceSpan) {
        self.span = span;
    }

    /// The span in force.
    pub fn span(&self) -> SourceSpan {
        self.span
    }

    /// Appends an instruction; returns its index.
    pub fn emit(&mut self, op: &'static str, operands: &[Operand]) -> u32 {
        self.unit.insns.push(Insn { op: OpName::Known(op), operands: operands.into(), span: self.span });
        self.unit.insns.len() as u32 - 1
    }

    /// The index that the next instruction will get.
    pub fn here(&self) -> u32 {
        self.unit.insns.len() as u32
    }

    /// A label without a place yet.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts `label` before the next instruction.
    pub fn place(&mut self, label: Label) {
        debug_assert!(self.labels[label.0 as usize].is_none(), "label placed twice");
        self.labels[label.0 as usize] = Some(self.here());
    }

    /// The operand for a jump to `label`; resolved by [`CodeBuilder::finish`].
    pub fn jump(&self, label: Label) -> Operand {
        Operand::Jump(label.0)
    }

    /// Protects the instructions between two labels. Call for inner ranges first.
    pub fn protect(&mut self, start: Label, end: Label, target: Label, exc: Reg) {
        self.handlers.push((start, end, target, exc));
    }

    /// The constant's index; equal scalars and strings share one.
    pub fn constant(&mut self, value: Const) -> Operand {
        let key = match &value {
            Const::Nil => Some(ConstKey::Nil),
            Const::Bool(b) => Some(ConstKey::Bool(*b)),
            Const::Int(i) => Some(ConstKey::Int(*i)),
            Const::Float(f) => Some(ConstKey::Float(f.to_bits())),
            Const::Str(s) => Some(ConstKey::Str(s.clone())),
            _ => None,
        };
        let next = self.unit.consts.len() as u32;
        let index = match key {
            Some(key) => *self.const_index.entry(key).or_insert(next),
            None => next,
        };
        if index == next {
            self.unit.consts.push(value);
        }
        Operand::Const(index)
    }

    /// The name's index.
    pub fn name(&mut self, name: &str) -> Operand {
        if let Some(&i) = self.name_index.get(name) {
            return Operand::Name(i);
        }
        let i = self.unit.names.len() as u32;
        let name: Rc<str> = name.into();
        self.unit.names.push(name.clone());
        self.name_index.insert(name, i);
        Operand::Name(i)
    }

    /// A fresh cache site.
    pub fn site(&mut self) -> Operand {
        self.unit.sites += 1;
        Operand::Site(self.unit.sites - 1)
    }

    /// The next free register.
    pub fn alloc(&mut self) -> Reg {
        self.alloc_block(1)
    }

    /// `n` consecutive free registers; returns the first.
    pub fn alloc_block(&mut self, n: u32) -> Reg {
        let first = self.next_reg;
        self.next_reg += n;
        self.unit.regs = self.unit.regs.max(self.next_reg);
        Reg(first)
    }

    /// The height of the register stack, to be given back to [`CodeBuilder::release_to`].
    pub fn mark(&self) -> u32 {
        self.next_reg
    }

    /// Frees the registers allocated since `mark`.
    pub fn release_to(&mut self, mark: u32) {
        debug_assert!(mark <= self.next_reg);
        self.next_reg = mark;
    }

    /// Sets the guest's own description of the function.
    pub fn set_meta(&mut self, meta: Const) {
        self.unit.set_meta(meta);
    }

    /// Resolves labels and returns the unit.
    ///
    /// # Panics
    /// If a label that is used was never placed: a bug in the compiler.
    pub fn finish(mut self) -> CodeUnit {
        let labels = &self.labels;
        let at = |l: u32| labels[l as usize].expect("label used but never placed");
        for insn in self.unit.insns.iter_mut() {
            for operand in &mut insn.operands {
                if let Operand::Jump(l) = operand {
                    *l = at(*l);
                }
            }
        }
        self.unit.handlers = self
            .handlers
            .iter()
            .map(|&(s, e, t, exc)| Handler { start: at(s.0), end: at(e.0), target: at(t.0), exc })
            .collect();
        self.unit
    }
}
