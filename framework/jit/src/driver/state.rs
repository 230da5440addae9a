//! What the driver knows: headers, traces, exits.

use super::compile::Queue;
use super::exits::ExitPlan;
use super::grow::{Growing, Replaces};
use super::options::JitOptions;
use super::report::Journal;
use super::stats::JitStats;
use super::versions::Version;
use crate::opt::Tree;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use slotmap::{SlotMap, new_key_type};
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use trackway_codegen::{Compiled, ExitCell};
use trackway_exec::{CodeRef, entry_site, resumed_at};
use trackway_gc::{Value, Visitor};
use trackway_ir::{Const, Trace, Ty};
use trackway_report::Listing;

new_key_type! {
    /// An installed trace.
    pub(crate) struct TraceKey;
}

/// A loop header's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderState {
    Cold,
    /// Whether there will be code is not known.
    Recording,
    Compiling,
    Compiled(TraceKey),
    Blacklisted,
}

/// A loop header or function entry that became hot at least once.
pub(crate) struct Header {
    pub(crate) code: CodeRef,
    /// The `entry_site` for an entry.
    pub(crate) pc: u32,
    /// What it is a version of, and the numbers of its own.
    pub(crate) version_of: Option<Version>,
    pub(crate) versions: Vec<usize>,
    pub(crate) state: HeaderState,
    pub(crate) failures: u32,
    /// A retry was put off once.
    pub(crate) waited: bool,
    /// The machine's epoch when it was last looked at.
    pub(crate) epoch: u64,
    /// Looks that found another epoch.
    pub(crate) unsettled: u32,
    /// Where compiled code that ends at this header goes: the entry, or the leave stub.
    pub(crate) cell: Box<AtomicUsize>,
}

/// An installed trace or bridge.
pub(crate) struct Installed {
    pub(crate) compiled: Compiled,
    /// The constants that its code refers to, and the number of its instructions.
    pub(crate) consts: Box<[Const]>,
    pub(crate) ops: usize,
    /// What it was made of, while the objects that it mentions are alive and there is room for it.
    pub(crate) tree: Option<Arc<Tree>>,
    /// How often it was compiled again with its bridges.
    pub(crate) grown: u32,
    /// The cells of headers that it goes on at or calls.
    pub(crate) cells: Box<[u64]>,
    pub(crate) root_code: CodeRef,
    /// Something leads to it, and its assumptions hold.
    pub(crate) valid: bool,
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
    /// How often the interpreter had entered the tree of traces when this one joined it.
    pub(crate) entered_before: u64,
    /// Its count when it was first taken, and how often its loop had been entered by then.
    pub(crate) first_taken: Option<(u64, u64)>,
}

impl Exit {
    pub(crate) fn new(trace: TraceKey, plan: ExitPlan, cell: Arc<ExitCell>, entered_before: u64) -> Exit {
        let state = ExitState::Cold;
        Exit { trace, plan, cell, count: 0, state, failures: 0, entered_before, first_taken: None }
    }
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
    pub(crate) uses_epoch: bool,
    pub(crate) epoch: u64,
    pub(crate) name: String,
    /// Looks left until it may be installed.
    pub(crate) delay: u64,
    /// Its constants, which must not die or move.
    pub(crate) consts: Vec<Cell<Value>>,
    pub(crate) ops: usize,
    pub(crate) tree: Arc<Tree>,
    pub(crate) replaces: Option<Replaces>,
    /// For a report.
    pub(crate) recorded: Option<Listing>,
}

/// See the module.
pub(crate) struct State {
    pub(crate) options: JitOptions,
    pub(crate) stats: JitStats,
    pub(crate) headers: Vec<Header>,
    pub(crate) header_index: HashMap<(u64, u32), usize>,
    pub(crate) traces: SlotMap<TraceKey, Installed>,
    pub(crate) exits: HashMap<u32, Exit>,
    pub(crate) pending: HashMap<usize, Pending>,
    pub(crate) next_job: usize,
    pub(crate) queue: Option<Queue>,
    pub(crate) recorded: u64,
    /// Constants of a trace that was just recorded.
    pub(crate) fresh: Vec<Cell<Value>>,
    /// Some traces are invalid.
    pub(crate) garbage: bool,
    /// Activations of compiled code that Rust entered.
    pub(crate) native_depth: u32,
    /// The exit through which compiled code left to the interpreter, and its root base.
    pub(crate) left: Option<(u32, usize)>,
    /// Or the frame that it entered where there is no code, and where that is: not known before its caller has
    /// left too.
    pub(crate) entered: Option<usize>,
    pub(crate) at_entry: Option<(usize, u32)>,
    /// By header, for `double-record`.
    pub(crate) first: HashMap<usize, super::double::First>,
    /// Finished jobs held back by `delay-install`.
    pub(crate) held: Vec<super::compile::Finished>,
    pub(crate) journal: Option<Journal>,
    /// Traces with bridges of their own.
    pub(crate) growing: Growing,
    /// Where bridges began.
    pub(crate) branches: HashSet<(u64, u32)>,
}

impl State {
    pub(crate) fn new(options: JitOptions) -> State {
        let journal = options.report.then(Journal::default);
        State {
            options,
            stats: JitStats::default(),
            headers: Vec::new(),
            header_index: HashMap::default(),
            traces: SlotMap::with_key(),
            exits: HashMap::default(),
            pending: HashMap::default(),
            next_job: 0,
            queue: None,
            recorded: 0,
            fresh: Vec::new(),
            garbage: false,
            native_depth: 0,
            left: None,
            entered: None,
            at_entry: None,
            first: HashMap::default(),
            held: Vec::new(),
            journal,
            growing: Growing::default(),
            branches: HashSet::default(),
        }
    }

    /// The header at `pc` of `code`, known from now on.
    pub(crate) fn header(&mut self, code: CodeRef, pc: u32) -> usize {
        code.pin();
        if let Some(i) = self.header_index.get(&(code.id(), pc)) {
            return *i;
        }
        let i = self.new_header(code, pc);
        self.header_index.insert((code.id(), pc), i);
        i
    }

    pub(super) fn new_header(&mut self, code: CodeRef, pc: u32) -> usize {
        let cell = Box::new(AtomicUsize::new(self.without_code(pc)));
        self.headers.push(Header {
            code,
            pc,
            version_of: None,
            versions: Vec::new(),
            state: HeaderState::Cold,
            failures: 0,
            waited: false,
            epoch: 0,
            unsettled: 0,
            cell,
        });
        self.headers.len() - 1
    }

    /// Where the cell of a header or entry without code leads.
    fn without_code(&self, pc: u32) -> usize {
        let stub = |q: &Queue| if resumed_at(pc).is_some() { q.stubs.leave_at_entry } else { q.stubs.leave };
        self.queue.as_ref().map_or(0, stub)
    }

    /// The cell of the entry at `pc`, unless it is left alone.
    pub(crate) fn entry_cell(&mut self, code: CodeRef, pc: u32) -> Option<u64> {
        let spent = self.recorded >= self.options.max_traces;
        let i = self.header(code, entry_site(pc));
        let header = &self.headers[i];
        match header.state {
            HeaderState::Blacklisted => None,
            HeaderState::Cold if spent => None,
            _ => Some(self.cell(i)),
        }
    }

    /// Whether a function has code of its own, or will have, at its entry or where its frames are resumed.
    pub(crate) fn has_entry(&self, code: CodeRef) -> bool {
        code.entries().any(|at| {
            self.header_index.get(&(code.id(), entry_site(at))).is_some_and(|i| {
                !matches!(self.headers[*i].state, HeaderState::Cold | HeaderState::Blacklisted)
            })
        })
    }

    /// The cell of a header that has code, or will have.
    pub(crate) fn linked(&self, code: CodeRef, pc: u32) -> Option<u64> {
        let i = *self.header_index.get(&(code.id(), pc))?;
        match self.headers[i].state {
            HeaderState::Compiled(_) | HeaderState::Compiling => Some(self.cell(i)),
            _ => None,
        }
    }

    /// Drops every trace that relies on the machine's epoch.
    ///
    /// Nothing leads to their code any more; compiled code may be running it, so it is freed later.
    pub(crate) fn invalidate(&mut self) {
        let stale: Vec<TraceKey> = self.traces.iter().filter(|(_, t)| t.uses_epoch).map(|(k, _)| k).collect();
        stale.into_iter().for_each(|key| self.drop_trace(key));
    }

    /// Drops every trace that refers to an object which nobody else keeps alive.
    pub(crate) fn prune(&mut self, alive: &dyn Fn(Value) -> bool) {
        let heap = |ty: Ty| matches!(ty, Ty::Value | Ty::Ref);
        let dead = |t: &Installed| {
            t.valid && t.consts.iter().any(|c| heap(c.ty) && !alive(Value::from_bits(c.bits)))
        };
        let dead: Vec<TraceKey> = self.traces.iter().filter(|(_, t)| dead(t)).map(|(k, _)| k).collect();
        dead.into_iter().for_each(|key| self.drop_trace(key));
        for t in self.traces.values_mut() {
            let gone = |c: &Const| heap(c.ty) && !alive(Value::from_bits(c.bits));
            if t.tree.as_ref().is_some_and(|tree| tree.parts().any(|p| p.trace.consts.iter().any(gone))) {
                t.tree = None;
            }
        }
    }

    /// Makes room for so many bytes of code. Where there is none all traces are dropped, as LuaJIT does it: which of
    /// them compiled code still runs is not counted, and those that are hot come back.
    pub(crate) fn make_room(&mut self, bytes: usize) {
        let kept = self.traces.values().filter(|t| t.valid).map(|t| t.compiled.code_bytes).sum::<usize>();
        if kept + bytes <= self.options.code_limit {
            return;
        }
        let all: Vec<TraceKey> = self.traces.keys().collect();
        all.into_iter().for_each(|key| self.drop_trace(key));
        self.stats.flushes += 1;
        self.log(|| format!("code limit: {kept} bytes of code go"));
    }

    /// Nothing leads to the trace any more; what it started from begins anew.
    pub(super) fn drop_trace(&mut self, key: TraceKey) {
        let t = &mut self.traces[key];
        if !std::mem::take(&mut t.valid) {
            return;
        }
        let origin = t.origin;
        self.stats.invalidated += 1;
        self.garbage = true;
        match origin {
            Origin::Header(h) => {
                let stub = self.without_code(self.headers[h].pc);
                self.headers[h].state = HeaderState::Cold;
                self.headers[h].cell.store(stub, Ordering::Relaxed);
                self.give_up_version(h);
            }
            Origin::Exit(e) => self.close(e),
        }
    }

    /// The exit leads to the interpreter, as it did at first.
    pub(super) fn close(&mut self, exit: u32) {
        let leave = self.queue.as_ref().map_or(0, |q| q.stubs.leave);
        if let Some(exit) = self.exits.get_mut(&exit) {
            exit.cell.target.store(leave, Ordering::Relaxed);
            (exit.state, exit.count) = (ExitState::Cold, 0);
        }
    }

    /// The trace that a tree of bridges began with.
    pub(crate) fn root(&self, mut key: TraceKey) -> TraceKey {
        while let Origin::Exit(e) = self.traces[key].origin
            && let Some(exit) = self.exits.get(&e)
        {
            key = exit.trace;
        }
        key
    }

    /// Where the loop is that a trace begins with.
    pub(crate) fn loop_header(&self, key: TraceKey) -> Option<u32> {
        let Origin::Header(h) = self.traces[key].origin else { return None };
        Some(self.headers[h].pc).filter(|pc| !super::run::is_entry(*pc))
    }

    /// Drops the tree of traces, and makes no other.
    pub(crate) fn give_up_tree(&mut self, root: TraceKey) {
        self.drop_trace(root);
        if let Origin::Header(h) = self.traces[root].origin {
            self.leave_alone(h);
        }
    }

    /// Makes no code for the header. What leads to it begins anew: it would come out there each time.
    pub(crate) fn leave_alone(&mut self, header: usize) {
        self.headers[header].state = HeaderState::Blacklisted;
        let cell = self.cell(header);
        let leads = |t: &Installed| t.valid && t.cells.contains(&cell);
        let stale: Vec<TraceKey> = self.traces.iter().filter(|(_, t)| leads(t)).map(|(k, _)| k).collect();
        stale.into_iter().for_each(|key| self.drop_trace(key));
    }

    /// Whether a trace leads to a header that is left alone.
    pub(crate) fn leads_nowhere(&self, trace: &Trace) -> bool {
        let left_alone = |h: &usize| self.headers[*h].state == HeaderState::Blacklisted;
        let cells: Vec<u64> = (0..self.headers.len()).filter(left_alone).map(|h| self.cell(h)).collect();
        trace.cells().any(|cell| cells.contains(&cell))
    }

    /// Frees the traces that are invalid, and the bridges that only those led to.
    ///
    /// Invariant: no compiled code is running.
    pub(crate) fn free_invalid(&mut self) {
        if !std::mem::take(&mut self.garbage) || self.native_depth > 0 {
            return;
        }
        loop {
            let orphan = |t: &Installed| matches!(t.origin, Origin::Exit(e) if !self.exits.contains_key(&e));
            let dead = |t: &Installed| !t.valid || orphan(t);
            let gone: Vec<TraceKey> = self.traces.iter().filter(|(_, t)| dead(t)).map(|(k, _)| k).collect();
            if gone.is_empty() {
                return;
            }
            self.exits.retain(|_, e| !gone.contains(&e.trace));
            // Where there is time to look: nothing leads to what goes.
            assert!(!self.options.sync || !self.leads_to_any(&gone), "code is freed that an exit leads to");
            for key in gone {
                if let Some(t) = self.traces.remove(key) {
                    self.stats.freed_bytes += t.compiled.code_bytes as u64;
                }
            }
        }
    }

    /// Whether an exit leads to one of these traces.
    fn leads_to_any(&self, traces: &[TraceKey]) -> bool {
        let entries: HashSet<usize> = traces.iter().map(|key| self.traces[*key].compiled.entry).collect();
        self.exits.values().any(|e| entries.contains(&e.cell.target.load(Ordering::Relaxed)))
    }

    /// Whether what a trace starts from is still there.
    pub(crate) fn knows(&self, origin: Origin) -> bool {
        match origin {
            Origin::Header(_) => true,
            Origin::Exit(e) => self.exits.contains_key(&e),
        }
    }

    pub(crate) fn visit(&self, visit: Visitor) {
        self.fresh.iter().for_each(&mut *visit);
        self.pending.values().flat_map(|p| &p.consts).for_each(&mut *visit);
    }
}
