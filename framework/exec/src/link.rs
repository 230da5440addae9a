//! From a unit to code: op names become numbers, jumps word positions; everything is checked.

use crate::code::{Code, CodeRef, HandlerRange, Parts, Site};
use crate::guest::GuestData;
use crate::language::OpInfo;
use crate::machine::Machine;
use crate::operand::OperandKind;
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, UnsafeCell};
use std::fmt;
use std::rc::Rc;
use trackway_bytecode::{CodeUnit, Operand};
use trackway_gc::Value;

/// Why a unit cannot be run: a bug in a compiler, or a stale or damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    UnknownOp {
        op: String,
        at: usize,
    },
    /// Number or kind of operands differs from the op's signature.
    Operands {
        op: String,
        at: usize,
    },
    /// An operand is out of the unit's range.
    Range {
        op: String,
        at: usize,
    },
    /// Control can run off the end of the unit.
    FallsOff,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            LinkError::UnknownOp { op, at } => write!(f, "instruction {at}: no op is called '{op}'"),
            LinkError::Operands { op, at } => write!(f, "instruction {at}: operands do not fit '{op}'"),
            LinkError::Range { op, at } => write!(f, "instruction {at}: operand of '{op}' out of range"),
            LinkError::FallsOff => write!(f, "control can run off the end of the unit"),
        }
    }
}

impl std::error::Error for LinkError {}

/// Links `unit` for `machine`.
pub fn link(machine: &Machine, unit: &Rc<CodeUnit>) -> Result<CodeRef, LinkError> {
    let code = link_later(machine, unit);
    link_now(machine, code)?;
    Ok(code)
}

/// Code for `unit` that is linked when a frame of it first runs.
pub fn link_later(machine: &Machine, unit: &Rc<CodeUnit>) -> CodeRef {
    machine.add_code(Code {
        unit: unit.clone(),
        parts: UnsafeCell::default(),
        regs: unit.regs,
        params: unit.params,
        entry: Cell::new(machine.entry_threshold()),
        entry_number: Cell::new(0),
        young: Cell::new(false),
        branches: Cell::new(0),
        routine: Cell::new(false),
        live: OnceCell::new(),
        needed: OnceCell::new(),
        guest: GuestData::default(),
    })
}

/// Links code that is not linked yet.
#[inline(never)]
fn link_now(machine: &Machine, code: CodeRef) -> Result<(), LinkError> {
    let parts = parts(machine, &code.unit)?;
    // SAFETY: no frame of the code has run, so nobody holds a reference to its parts, which are empty.
    unsafe { *code.parts.get() = parts };
    machine.note_young(code);
    for (cell, c) in code.consts.iter().zip(&code.unit.consts) {
        cell.set((machine.hooks().constant)(machine, c));
    }
    for (cell, n) in code.names.iter().zip(&code.unit.names) {
        cell.set((machine.hooks().constant)(machine, &trackway_bytecode::Const::Str(n.clone())));
    }
    Ok(())
}

impl CodeRef {
    /// Sees to it that the code is linked; a frame of it is about to run.
    ///
    /// # Panics
    /// If the unit does not fit the ops: a bug in the compiler.
    #[inline(always)]
    pub fn linked(self, machine: &Machine) -> CodeRef {
        if self.words.is_empty() {
            link_now(machine, self)
                .unwrap_or_else(|e| panic!("{} in {}: {e}", self.unit.qualname, self.unit.file));
        }
        self
    }
}

fn parts(machine: &Machine, unit: &CodeUnit) -> Result<Parts, LinkError> {
    let numbers = machine.op_numbers();
    let mut starts = Vec::new();
    let mut at = 0u32;
    unit.each_insn(|_, operands| {
        starts.push(at);
        at += 1 + operands.len() as u32;
    });
    let mut words = Vec::with_capacity(at as usize);
    let mut loops = Vec::new();
    let (mut suspends, mut diverges) = (false, false);
    let mut insn = |i: usize, name: &str, operands: &[Operand]| {
        let op = *numbers.get(name).ok_or_else(|| LinkError::UnknownOp { op: name.to_string(), at: i })?;
        let info = machine.hooks().ops[op as usize];
        check(unit, info, operands, starts.len(), i)?;
        words.push(op);
        suspends |= info.suspends;
        diverges = info.diverges;
        for (operand, kind) in operands.iter().zip(info.operands) {
            words.push(match *operand {
                Operand::Reg(r) => r.0,
                Operand::Jump(t) => starts[t as usize],
                Operand::Const(k) | Operand::Name(k) | Operand::Imm(k) => k,
                Operand::Site(s) => s,
            });
            if let (OperandKind::Loop, Operand::Site(s)) = (kind, operand) {
                loops.push(*s);
            }
        }
        Ok(())
    };
    let (mut i, mut linked) = (0, Ok(()));
    unit.each_insn(|op, operands| {
        if linked.is_ok() {
            linked = insn(i, op, operands);
        }
        i += 1;
    });
    linked?;
    if !diverges {
        return Err(LinkError::FallsOff);
    }
    let sites: Box<[Site]> = (0..unit.sites).map(|_| Site::default()).collect();
    let has_loops = !loops.is_empty();
    for l in loops {
        sites[l as usize].key.set(machine.loop_threshold());
    }
    let word_at = |i: u32| starts.get(i as usize).copied().unwrap_or(at);
    let handlers = unit.handlers.iter().map(|h| HandlerRange {
        start: word_at(h.start),
        end: word_at(h.end),
        target: word_at(h.target),
        exc: h.exc.0,
    });
    Ok(Parts {
        words: words.into(),
        handlers: handlers.collect(),
        starts: starts.into(),
        consts: unit.consts.iter().map(|_| Cell::new(Value::ZERO)).collect(),
        names: unit.names.iter().map(|_| Cell::new(Value::ZERO)).collect(),
        sites,
        has_loops,
        suspends: Cell::new(suspends),
    })
}

/// Number, kinds and ranges of one instruction's operands.
fn check(
    unit: &CodeUnit,
    info: &OpInfo,
    operands: &[Operand],
    insns: usize,
    at: usize,
) -> Result<(), LinkError> {
    let misfit = || LinkError::Operands { op: info.name.to_string(), at };
    if info.operands.len() != operands.len() {
        return Err(misfit());
    }
    for (i, (kind, operand)) in info.operands.iter().zip(operands).enumerate() {
        use OperandKind as K;
        let count = || match operands.get(i + 1) {
            Some(Operand::Imm(n)) => Ok(*n),
            _ => Err(misfit()),
        };
        let within = match (kind, operand) {
            (K::In | K::Out, Operand::Reg(r)) => r.0 < unit.regs,
            (K::Block | K::OutBlock, Operand::Reg(r)) => r.0 + count()? <= unit.regs,
            (K::Pairs, Operand::Reg(r)) => r.0 + 2 * count()? <= unit.regs,
            (K::Args { extra }, Operand::Reg(r)) => r.0 + 4 + extra + count()? <= unit.regs,
            (K::OutMethod, Operand::Reg(r)) => r.0 + 4 < unit.regs,
            (K::Const, Operand::Const(k)) => (*k as usize) < unit.consts.len(),
            (K::Name, Operand::Name(n)) => (*n as usize) < unit.names.len(),
            (K::Target, Operand::Jump(t)) => (*t as usize) < insns,
            (K::Imm, Operand::Imm(_)) => true,
            (K::Site | K::Loop, Operand::Site(s)) => *s < unit.sites,
            _ => return Err(misfit()),
        };
        if !within {
            return Err(LinkError::Range { op: info.name.to_string(), at });
        }
    }
    Ok(())
}

/// The number of each op.
pub(crate) fn number_ops(ops: &[&'static crate::language::OpInfo]) -> FxHashMap<&'static str, u32> {
    ops.iter().enumerate().map(|(i, o)| (o.name, i as u32)).collect()
}
