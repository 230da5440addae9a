//! From a unit to code: op names become numbers, jumps word positions; everything is checked.

use crate::assembly::assemble;
use crate::code::{Code, CodeRef};
use crate::guest::GuestData;
use crate::machine::Machine;
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, UnsafeCell};
use std::fmt;
use std::rc::Rc;
use trackway_bytecode::CodeUnit;

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
    machine.add_code(unlinked(unit.clone(), machine.entry_threshold()))
}

/// Code of which nothing is known but the unit.
pub(crate) fn unlinked(unit: Rc<CodeUnit>, threshold: u64) -> Code {
    Code {
        parts: UnsafeCell::default(),
        regs: unit.regs,
        params: unit.params,
        unit,
        entry: Cell::new(threshold),
        entry_number: Cell::new(0),
        pinned: Cell::new(false),
        place: Cell::new(0),
        young: Cell::new(false),
        branches: Cell::new(0),
        branching: Cell::new(0),
        routine: Cell::new(false),
        live: OnceCell::new(),
        needed: OnceCell::new(),
        guest: GuestData::default(),
    }
}

/// Links code that is not linked yet.
#[inline(never)]
fn link_now(machine: &Machine, code: CodeRef) -> Result<(), LinkError> {
    let parts = assemble(machine, &code.unit)?;
    // SAFETY: no frame of the code has run, so nobody holds a reference to its parts, which are empty.
    unsafe { *code.parts.get() = parts };
    machine.note_young(code);
    Ok(())
}

impl CodeRef {
    /// Whether a frame of it has ever begun.
    pub fn has_run(self) -> bool {
        !self.words.is_empty()
    }

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

/// The number of each op.
pub(crate) fn number_ops(ops: &[&'static crate::language::OpInfo]) -> FxHashMap<&'static str, u32> {
    ops.iter().enumerate().map(|(i, o)| (o.name, i as u32)).collect()
}
