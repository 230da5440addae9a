//! Exits: one per snapshot that a guard uses, with the cell that says where it leads.
//!
//! ```text
//! exit3:                      ; cold, shared by every guard with this snapshot
//!   exit_buf[0..] = leaves    ; raw words, in the order of `saved`
//!   exit_id = 3
//!   tail call *cell (ctx, base)
//! ```
//!
//! *Invariant:* a snapshot's leaves are defined before the first guard that uses it. That guard's
//! block dominates the others', a trace being a straight line, so the exit block needs no
//! parameters.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use trackway_ir::{Ref, SnapId, SnapValue, Trace};

use crate::error::CodegenError;
use crate::layout::EXIT_BUF_WORDS;

/// Where an exit leads. Its address is in the machine code.
#[derive(Debug)]
#[repr(C)]
pub struct ExitCell {
    /// Entry of a bridge, or the leave stub. Whoever stores here owes that the address is such
    /// an entry and stays one.
    pub target: AtomicUsize,
    /// How often the exit was taken, if the code counts.
    pub taken: AtomicUsize,
}

/// One exit of compiled code.
#[derive(Debug)]
pub struct CompiledExit {
    /// What compiled code stores to `exit_id`.
    pub id: u32,
    pub snap: SnapId,
    /// The value in word `i` of the exit buffer, raw by its type; `Bool` zero-extended.
    pub saved: Vec<Ref>,
    /// The snapshot's slots are already boxed in the frames and `depth` is already added: the
    /// exit of `End::Header`.
    pub frames_written: bool,
    pub cell: Arc<ExitCell>,
}

/// The exits of a trace under compilation.
pub(crate) struct ExitTable {
    first: u32,
    leave: usize,
    exits: Vec<CompiledExit>,
    by_snap: HashMap<SnapId, usize>,
}

impl ExitTable {
    pub fn new(first: u32, leave: usize) -> ExitTable {
        ExitTable { first, leave, exits: Vec::new(), by_snap: HashMap::new() }
    }

    /// Index of the exit that guards with this snapshot share.
    pub fn of_guard(&mut self, trace: &Trace, snap: SnapId) -> Result<usize, CodegenError> {
        if let Some(i) = self.by_snap.get(&snap) {
            return Ok(*i);
        }
        let saved = leaves(trace, snap);
        if saved.len() > EXIT_BUF_WORDS {
            return Err(CodegenError::TooManyExitValues { snap, count: saved.len() });
        }
        let i = self.add(snap, saved, false);
        self.by_snap.insert(snap, i);
        Ok(i)
    }

    /// The exit of a trace that writes its frames and goes to another header.
    pub fn of_header(&mut self, snap: SnapId) -> usize {
        self.add(snap, Vec::new(), true)
    }

    pub fn get(&self, i: usize) -> &CompiledExit {
        &self.exits[i]
    }

    pub fn finish(self) -> Vec<CompiledExit> {
        self.exits
    }

    fn add(&mut self, snap: SnapId, saved: Vec<Ref>, frames_written: bool) -> usize {
        let i = self.exits.len();
        let cell = ExitCell { target: AtomicUsize::new(self.leave), taken: AtomicUsize::new(0) };
        let id = self.first + i as u32;
        self.exits.push(CompiledExit { id, snap, saved, frames_written, cell: Arc::new(cell) });
        i
    }
}

/// The distinct non-constant values that a snapshot needs, in order of first mention. Virtual
/// objects may be shared and cyclic.
pub(crate) fn leaves(trace: &Trace, snap: SnapId) -> Vec<Ref> {
    let mut order = Vec::new();
    let (mut seen, mut seen_virtual) = (HashSet::new(), HashSet::new());
    let mut work: Vec<SnapValue> = trace.snapshots[snap.0 as usize].values().collect();
    work.reverse();
    while let Some(v) = work.pop() {
        match v {
            SnapValue::Ref(r) => {
                if !r.is_const() && seen.insert(r) {
                    order.push(r);
                }
            }
            SnapValue::Virtual(i) if seen_virtual.insert(i) => {
                let v = &trace.virtuals[i as usize];
                work.extend(v.tail.iter().rev().chain(v.fields.iter().rev()));
                work.push(v.header);
            }
            SnapValue::Virtual(_) => {}
        }
    }
    order
}
