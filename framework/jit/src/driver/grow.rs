//! Trees: a trace and its hot bridges compiled again as one function.
//!
//! A bridge is compiled alone first. When a trace's bridges have run so often that passing their values through memory
//! has cost about as much as compiling all of it together will, that is done in the background, and the new code
//! takes the trace's place. Where bridges are not part of it, the old ones are used on.

use super::compile::Job;
use super::run::heap_const;
use super::state::{ExitState, HeaderState, Origin, Pending, State, TraceKey};
use crate::opt::{Part, Tree};
use rustc_hash::FxHashMap as HashMap;
use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use trackway_exec::Machine;
use trackway_gc::Value;
use trackway_ir::{End, RecordedAt};
use trackway_report::Listing;

/// Runs of a trace's bridges, for each instruction of the tree, until it is compiled as one: a run costs some 20 ns
/// through memory, an instruction 8 us.
const RUNS_PER_OP: usize = 400;
/// Of code that is compiled at once, where nobody counts.
const MAX_GROWN: u32 = 6;
/// Instructions of a tree: no bridge is added beyond.
const MAX_OPS: usize = 3000;

/// Bytes of recordings that are kept for trees. The oldest go first.
const KEPT: usize = 5 << 20;

/// Traces with bridges that were compiled alone, and those whose recordings are kept.
#[derive(Default)]
pub(crate) struct Growing {
    bridges: HashMap<TraceKey, Vec<TraceKey>>,
    kept: VecDeque<(TraceKey, usize)>,
    bytes: usize,
}

impl Growing {
    pub(super) fn add(&mut self, root: TraceKey, bridge: TraceKey) {
        self.bridges.entry(root).or_default().push(bridge);
    }
}

/// What a tree takes the place of.
pub(crate) struct Replaces {
    pub(crate) root: TraceKey,
    /// Which part of the tree each trace becomes.
    pub(crate) numbers: HashMap<TraceKey, u32>,
}

impl Pending {
    /// For the log.
    pub(super) fn title(&self) -> String {
        match self.tree.grafts.len() {
            0 => self.name.clone(),
            n => format!("{} with {n} bridges", self.name),
        }
    }
}

impl State {
    /// Keeps what a new trace was made of, and no more of others' than there is room for.
    pub(super) fn keep(&mut self, key: TraceKey) {
        let Some(tree) = &self.traces[key].tree else { return };
        // The others are counted with the traces that they were recorded for. They stay as long as this tree does,
        // so for a while more than `KEPT` may be held.
        let bytes = tree.parts().last().map_or(0, Part::bytes);
        self.growing.kept.push_back((key, bytes));
        self.growing.bytes += bytes;
        while self.growing.bytes > KEPT
            && let Some((oldest, bytes)) = self.growing.kept.pop_front()
        {
            self.growing.bytes -= bytes;
            if let Some(t) = self.traces.get_mut(oldest) {
                t.tree = None;
            }
        }
    }

    /// Has traces whose bridges are hot compiled together with them. Whether there were any.
    pub(super) fn grow_trees(&mut self, machine: &Machine) -> bool {
        if self.growing.bridges.is_empty() {
            return false;
        }
        let roots: Vec<TraceKey> = self.growing.bridges.keys().copied().collect();
        let mut any = false;
        for root in roots {
            if !self.is_root(root) {
                self.growing.bridges.remove(&root);
            } else if self.is_worth(root) {
                self.growing.bridges.remove(&root);
                any |= self.grow(machine, root);
            }
        }
        any
    }

    /// The code that a header leads to.
    pub(super) fn is_root(&self, key: TraceKey) -> bool {
        self.traces.get(key).is_some_and(|t| {
            let leads = |h: usize| self.headers[h].state == HeaderState::Compiled(key);
            t.valid && matches!(t.origin, Origin::Header(h) if leads(h))
        })
    }

    fn is_worth(&self, root: TraceKey) -> bool {
        let bridges = &self.growing.bridges[&root];
        let t = &self.traces[root];
        if self.options.sync {
            let before = t.tree.as_ref().map_or(0, |tree| tree.grafts.len());
            return t.grown < MAX_GROWN && bridges.len() > before;
        }
        let bridges = bridges.iter().filter_map(|b| self.traces.get(*b));
        let of_bridges = bridges.map(|b| (self.runs(b), b.ops));
        let (runs, ops) = of_bridges.fold((0, t.ops), |(r, o), (runs, ops)| (r + runs, o + ops));
        runs >= RUNS_PER_OP * ops.min(MAX_OPS)
    }

    pub(super) fn runs(&self, t: &super::state::Installed) -> usize {
        t.compiled.counts.entered.load(Ordering::Relaxed)
    }

    fn grow(&mut self, machine: &Machine, root: TraceKey) -> bool {
        let t = &self.traces[root];
        let (Some(before), Origin::Header(h)) = (&t.tree, t.origin) else { return false };
        let cell = self.cell(h);
        let mut tree = Tree::clone(before);
        let mut uses_epoch = t.uses_epoch;
        let mut ops = t.ops;
        // Each bridge's number in the tree; the root's own parts have theirs.
        let mut numbers = HashMap::from_iter([(root, 0)]);
        let mut work = vec![root];
        while let Some(parent) = work.pop() {
            let mut bridges = self.bridges_of(parent);
            bridges.sort_by_key(|(key, _)| std::cmp::Reverse(self.runs(&self.traces[*key])));
            for (key, at) in bridges {
                let bridge = &self.traces[key];
                let Some(own) = bridge.tree.as_ref().filter(|_| ops + bridge.ops <= MAX_OPS) else {
                    continue;
                };
                let at = if parent == root { at } else { RecordedAt { part: numbers[&parent], ..at } };
                let ends_at_root = matches!(own.root.trace.end, End::Header { cell: c, .. } if c == cell);
                ops += bridge.ops;
                uses_epoch |= bridge.uses_epoch;
                tree.graft(at, own.root.clone(), ends_at_root);
                numbers.insert(key, tree.grafts.len() as u32);
                work.push(key);
            }
        }
        if numbers.len() == 1 {
            return false;
        }
        let recorded = self.journal.is_some().then(|| {
            let lines = tree.parts().flat_map(|p| self.listing(&p.trace).lines).collect();
            Listing { lines, label: None }
        });
        let t = &self.traces[root];
        let pending = Pending {
            origin: t.origin,
            root_code: t.root_code,
            uses_epoch,
            epoch: machine.epoch(),
            name: t.name.clone(),
            delay: self.options.delay_install,
            consts: Vec::new(),
            ops: tree.parts().map(|p| p.trace.ins.len()).sum(),
            tree: Arc::new(tree),
            replaces: Some(Replaces { root, numbers }),
            recorded,
        };
        self.send(machine, pending);
        true
    }

    /// The bridges at a trace's exits, and where they leave it.
    fn bridges_of(&self, parent: TraceKey) -> Vec<(TraceKey, RecordedAt)> {
        let at = |e: u32| self.exits.get(&e).filter(|e| e.trace == parent)?.plan.of;
        let bridge = |(key, t): (TraceKey, &super::state::Installed)| match t.origin {
            Origin::Exit(e) if t.valid => Some((key, at(e)?)),
            _ => None,
        };
        self.traces.iter().filter_map(bridge).collect()
    }

    /// Another trace takes this one's place. Its exits go on as the old ones at the same places were.
    pub(super) fn replace(&mut self, old: &Replaces, new: TraceKey) {
        self.traces[old.root].valid = false;
        self.garbage = true;
        self.stats.trees += 1;
        let mut exits: HashMap<RecordedAt, u32> = HashMap::default();
        for (id, e) in &self.exits {
            let (Some(number), Some(of)) = (old.numbers.get(&e.trace), e.plan.of) else { continue };
            let at = if e.trace == old.root { of } else { RecordedAt { part: *number, ..of } };
            exits.insert(at.outside_of_loops(), *id);
        }
        let ids: Vec<u32> = self.exits.iter().filter(|(_, e)| e.trace == new).map(|(id, _)| *id).collect();
        for id in ids {
            let of = self.exits[&id].plan.of;
            if let Some(before) = of.and_then(|of| exits.get(&of.outside_of_loops())) {
                self.go_on_as(*before, id);
            }
        }
    }

    fn go_on_as(&mut self, before: u32, id: u32) {
        let (old, new) = (&self.exits[&before], &self.exits[&id]);
        let (state, failures, count) = (old.state, old.failures, old.count);
        let same = new.plan.serves(&old.plan);
        let target = old.cell.target.load(Ordering::Relaxed);
        let origin = Origin::Exit(before);
        let state = match state {
            ExitState::Cold | ExitState::Blacklisted => state,
            ExitState::Bridged if same => {
                let bridge = self.traces.values_mut().find(|t| t.valid && t.origin == origin);
                let Some(bridge) = bridge else { return };
                bridge.origin = Origin::Exit(id);
                new.cell.target.store(target, Ordering::Release);
                ExitState::Bridged
            }
            ExitState::Compiling if same => {
                let Some(p) = self.pending.values_mut().find(|p| p.origin == origin) else { return };
                p.origin = Origin::Exit(id);
                ExitState::Compiling
            }
            ExitState::Bridged | ExitState::Compiling => return,
        };
        let exit = self.exits.get_mut(&id).expect("an exit of the new trace");
        (exit.state, exit.failures, exit.count) = (state, failures, count);
        if matches!(state, ExitState::Bridged | ExitState::Compiling) {
            // A bridge has one exit that it is freed with. The trace of the other may live on: bridges that are part of
            // a tree are still used where they could not be.
            self.close(before);
        }
    }

    /// Sends a job off. Its constants neither die nor move from now on.
    pub(super) fn send(&mut self, machine: &Machine, mut pending: Pending) {
        let id = self.next_job;
        self.next_job += 1;
        let consts = pending.tree.parts().flat_map(|p| &p.trace.consts).filter(|c| heap_const(c.ty));
        pending.consts = consts.map(|c| Cell::new(Value::from_bits(c.bits))).collect();
        let failed = |h: usize| self.headers[h].failures + 1 >= super::run::MAX_FAILURES;
        let job = Job {
            id,
            tree: pending.tree.clone(),
            name: pending.title(),
            epoch: pending.uses_epoch.then_some(pending.epoch),
            lasting: machine.lasting_words(),
            want_text: self.options.dump.iter().any(|d| d == "asm"),
            observe: self.journal.is_some(),
            bridge: matches!(pending.origin, Origin::Exit(_)),
            is_entry: matches!(pending.origin, Origin::Header(h) if super::run::is_entry(self.headers[h].pc)),
            check_loads: self.options.check_loads,
            one_round: matches!(pending.origin, Origin::Header(h) if failed(h)),
            stress: machine.stress().exits.is_some(),
        };
        self.pending.insert(id, pending);
        if let Some(queue) = &mut self.queue {
            queue.submit(job);
        }
    }
}
