//! What the driver knows: headers, traces, exits.

use super::compile::Queue;
use super::exits::ExitPlan;
use super::options::JitOptions;
use super::stats::JitStats;
use slotmap::{SlotMap, new_key_type};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use trackway_codegen::{Compiled, ExitCell};
use trackway_exec::{CodeRef, ENTRY_SITE};
use trackway_gc::{Value, Visitor};
use trackway_ir::{Trace, Ty};

new_key_type! {
    /// An installed trace.
    pub(crate) struct TraceKey;
}

/// A loop header's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderState {
    Cold,
    Compiling,
    Compiled(TraceKey),
    Blacklisted,
}

/// A loop header or function entry that became hot at least once.
pub(crate) struct Header {
    /// [`ENTRY_SITE`] for an entry.
    pub(crate) pc: u32,
    pub(crate) state: HeaderState,
    pub(crate) failures: u32,
    /// A retry was put off once.
    pub(crate) waited: bool,
    /// Where compiled code that ends at this header goes: the entry, or the leave stub.
    pub(crate) cell: Box<AtomicUsize>,
}

/// An installed trace or bridge.
pub(crate) struct Installed {
    pub(crate) compiled: Compiled,
    pub(crate) trace: Trace,
    pub(crate) root_code: CodeRef,
    pub(crate) valid: Box<AtomicU8>,
    pub(crate) uses_epoch: bool,
    pub(crate) origin: Origin,
    pub(crate) name: String,
    /// Times that the interpreter entered it.
    pub(crate) entries: u64,
}

/// What a trace starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// Header number.
    Header(usize),
    /// Exit number.
    Exit(u32),
}

/// One exit of an installed trace.
pub(crate) struct Exit {
    pub(crate) trace: TraceKey,
    pub(crate) plan: ExitPlan,
    pub(crate) cell: Arc<ExitCell>,
    pub(crate) count: u64,
    pub(crate) state: ExitState,
    pub(crate) failures: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitState {
    Cold,
    Compiling,
    Bridged,
    Blacklisted,
}

/// A trace that is being compiled.
pub(crate) struct Pending {
    pub(crate) origin: Origin,
    pub(crate) root_code: CodeRef,
    pub(crate) valid: Box<AtomicU8>,
    pub(crate) uses_epoch: bool,
    pub(crate) epoch: u64,
    pub(crate) name: String,
    /// Looks left until it may be installed.
    pub(crate) delay: u64,
    /// Its constants, which must not die or move.
    pub(crate) consts: Vec<Cell<Value>>,
    pub(crate) ops: usize,
}

/// See the module.
pub(crate) struct State {
    pub(crate) options: JitOptions,
    pub(crate) stats: JitStats,
    pub(crate) headers: Vec<Header>,
    pub(crate) header_index: HashMap<(u64, u32), usize>,
    pub(crate) traces: SlotMap<TraceKey, Installed>,
    pub(crate) exits: HashMap<u32, Exit>,
    pub(crate) next_exit: u32,
    pub(crate) pending: HashMap<usize, Pending>,
    pub(crate) next_job: usize,
    pub(crate) queue: Option<Queue>,
    pub(crate) recorded: u64,
    /// Constants of a trace that was just recorded.
    pub(crate) fresh: Vec<Cell<Value>>,
    /// The exit through which compiled code left to the interpreter, and its root base.
    pub(crate) left: Option<(u32, usize)>,
    /// Or the frame of a function without code that it called.
    pub(crate) at_entry: Option<usize>,
    /// Finished jobs held back by `delay-install`.
    pub(crate) held: Vec<super::compile::Finished>,
}

impl State {
    pub(crate) fn new(options: JitOptions) -> State {
        State {
            options,
            stats: JitStats::default(),
            headers: Vec::new(),
            header_index: HashMap::new(),
            traces: SlotMap::with_key(),
            exits: HashMap::new(),
            next_exit: 1,
            pending: HashMap::new(),
            next_job: 0,
            queue: None,
            recorded: 0,
            fresh: Vec::new(),
            left: None,
            at_entry: None,
            held: Vec::new(),
        }
    }

    /// The header at `pc` of `code`, known from now on.
    pub(crate) fn header(&mut self, code: CodeRef, pc: u32) -> usize {
        let next = self.headers.len();
        let i = *self.header_index.entry((code.id(), pc)).or_insert(next);
        if i == next {
            let leave = self.without_code(pc);
            let cell = Box::new(AtomicUsize::new(leave));
            self.headers.push(Header { pc, state: HeaderState::Cold, failures: 0, waited: false, cell });
        }
        i
    }

    /// Where the cell of a header or entry without code leads.
    fn without_code(&self, pc: u32) -> usize {
        let stub = |q: &Queue| if pc == ENTRY_SITE { q.stubs.leave_at_entry } else { q.stubs.leave };
        self.queue.as_ref().map_or(0, stub)
    }

    /// The cell of a function's entry, unless it is left alone.
    pub(crate) fn entry_cell(&mut self, code: CodeRef) -> Option<u64> {
        let spent = self.recorded >= self.options.max_traces;
        let i = self.header(code, ENTRY_SITE);
        let header = &self.headers[i];
        match header.state {
            HeaderState::Blacklisted => None,
            HeaderState::Cold if spent => None,
            _ => Some(std::ptr::from_ref(&*header.cell) as u64),
        }
    }

    /// Whether a function has code of its own, or will have.
    pub(crate) fn has_entry(&self, code: CodeRef) -> bool {
        self.header_index.get(&(code.id(), ENTRY_SITE)).is_some_and(|i| {
            matches!(self.headers[*i].state, HeaderState::Compiled(_) | HeaderState::Compiling)
        })
    }

    /// The cell of a header that has code, or will have.
    pub(crate) fn linked(&self, code: CodeRef, pc: u32) -> Option<u64> {
        let header = &self.headers[*self.header_index.get(&(code.id(), pc))?];
        match header.state {
            HeaderState::Compiled(_) | HeaderState::Compiling => {
                Some(std::ptr::from_ref(&*header.cell) as u64)
            }
            _ => None,
        }
    }

    /// Drops every trace that relies on the machine's epoch.
    ///
    /// Their code stays allocated: compiled code may be running it. Nothing leads to it any more.
    pub(crate) fn invalidate(&mut self) {
        let leave = self.queue.as_ref().map_or(0, |q| q.stubs.leave);
        let at_entry = self.queue.as_ref().map_or(0, |q| q.stubs.leave_at_entry);
        for (_, t) in &self.traces {
            if t.uses_epoch && t.valid.swap(0, Ordering::Relaxed) != 0 {
                self.stats.invalidated += 1;
                match t.origin {
                    Origin::Header(h) => {
                        self.headers[h].state = HeaderState::Cold;
                        let stub = if self.headers[h].pc == ENTRY_SITE { at_entry } else { leave };
                        self.headers[h].cell.store(stub, Ordering::Relaxed);
                    }
                    Origin::Exit(e) => {
                        if let Some(exit) = self.exits.get_mut(&e) {
                            exit.cell.target.store(leave, Ordering::Relaxed);
                            (exit.state, exit.count) = (ExitState::Cold, 0);
                        }
                    }
                }
            }
        }
    }

    pub(crate) fn visit(&self, visit: Visitor) {
        self.fresh.iter().for_each(&mut *visit);
        self.pending.values().flat_map(|p| &p.consts).for_each(&mut *visit);
        for (_, t) in &self.traces {
            for c in &t.trace.consts {
                // Old objects stay where they are: visiting keeps them alive.
                if matches!(c.ty, Ty::Value | Ty::Ref) {
                    visit(&Cell::new(Value::from_bits(c.bits)));
                }
            }
        }
    }
}
