//! From a unit to code: op names become numbers, jumps word positions; everything is checked.

use crate::code::{Code, CodeRef, HandlerRange, Site};
use crate::guest::GuestData;
use crate::machine::Machine;
use crate::operand::OperandKind;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;
use trackway_bytecode::{CodeUnit, Insn, Operand};
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
    let numbers = machine.op_numbers();
    let mut starts = Vec::with_capacity(unit.insns.len());
    let mut at = 0u32;
    for insn in &unit.insns {
        starts.push(at);
        at += 1 + insn.operands.len() as u32;
    }
    let mut words = Vec::with_capacity(at as usize);
    let mut loops = Vec::new();
    let mut suspends = false;
    for (i, insn) in unit.insns.iter().enumerate() {
        let op =
            *numbers.get(&*insn.op).ok_or_else(|| LinkError::UnknownOp { op: insn.op.to_string(), at: i })?;
        check(machine, unit, insn, op, i)?;
        words.push(op);
        suspends |= machine.hooks().ops[op as usize].suspends;
        for (operand, kind) in insn.operands.iter().zip(machine.hooks().ops[op as usize].operands) {
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
    }
    if !unit.insns.last().is_some_and(|i| machine.hooks().ops[numbers[&*i.op] as usize].diverges) {
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
    let code = Code {
        unit: unit.clone(),
        words: words.into(),
        handlers: handlers.collect(),
        starts: starts.into(),
        consts: unit.consts.iter().map(|_| Cell::new(Value::ZERO)).collect(),
        names: unit.names.iter().map(|_| Cell::new(Value::ZERO)).collect(),
        sites,
        regs: unit.regs,
        params: unit.params,
        entry: Cell::new(machine.entry_threshold()),
        entry_number: Cell::new(0),
        young: Cell::new(false),
        branches: Cell::new(0),
        live: OnceCell::new(),
        needed: OnceCell::new(),
        has_loops,
        suspends: Cell::new(suspends),
        guest: GuestData::default(),
    };
    let code = machine.add_code(code);
    for (cell, c) in code.consts.iter().zip(&unit.consts) {
        cell.set((machine.hooks().constant)(machine, c));
    }
    for (cell, n) in code.names.iter().zip(&unit.names) {
        cell.set((machine.hooks().constant)(machine, &trackway_bytecode::Const::Str(n.clone())));
    }
    Ok(code)
}

/// Number, kinds and ranges of one instruction's operands.
fn check(machine: &Machine, unit: &CodeUnit, insn: &Insn, op: u32, at: usize) -> Result<(), LinkError> {
    let info = machine.hooks().ops[op as usize];
    let misfit = || LinkError::Operands { op: insn.op.to_string(), at };
    if info.operands.len() != insn.operands.len() {
        return Err(misfit());
    }
    for (i, (kind, operand)) in info.operands.iter().zip(&insn.operands).enumerate() {
        use OperandKind as K;
        let count = || match insn.operands.get(i + 1) {
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
            (K::Target, Operand::Jump(t)) => (*t as usize) < unit.insns.len(),
            (K::Imm, Operand::Imm(_)) => true,
            (K::Site | K::Loop, Operand::Site(s)) => *s < unit.sites,
            _ => return Err(misfit()),
        };
        if !within {
            return Err(LinkError::Range { op: insn.op.to_string(), at });
        }
    }
    Ok(())
}

/// The number of each op.
pub(crate) fn number_ops(ops: &[&'static crate::language::OpInfo]) -> HashMap<&'static str, u32> {
    ops.iter().enumerate().map(|(i, o)| (o.name, i as u32)).collect()
}
