//! Bridges as branches of the trace that they leave: one function, joined in registers.
//!
//! ```text
//! guard_true v7 @s3        a bridge was recorded for s3: what is known here is kept
//! ..                       the main line goes on to its end
//! branch s3                from what was kept, the bridge's recording, optimised as any other
//!   ..
//! loop (v12, v20)          back to the label, if its values fit the label's parameters
//! ```
//! Assumes that a recording's inputs are the words of its slots at the recorded snapshot that it leaves, so
//! whatever has become of them here (a constant, a double in a register, an object that was never made) takes
//! their place. Establishes: what the recording took for constant or of a kind is so here, or tested.
//! A branch that contradicts what is known here is left out, and the guard has its exit.

use super::emit::{Impossible, Optimizer, Val};
use super::memory::may_write;
use super::peel::Carries;
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use trackway_ir::{Branch, Const, End, Ins, Op, RecordedAt, Ref, SnapId, SnapValue, Snapshot, Trace, Ty};

/// Instructions of a tree: no branch begins behind so many.
const MAX_INS: usize = 4000;

/// A recorded trace, with what it begins with.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) trace: Trace,
    /// A bridge's words, by slot.
    pub(crate) inputs: Vec<(i32, Ref)>,
    /// The instructions before this one make these words of what the exit saves, and say what is known.
    pub(crate) first: usize,
    /// The path leaves the tree's loop for one further out.
    pub(crate) leaves_loop: bool,
}

/// A bridge, and where it leaves the tree.
#[derive(Clone, Debug)]
pub(crate) struct Graft {
    pub(crate) at: RecordedAt,
    pub(crate) part: Arc<Part>,
    /// On the way to its end the loop is left for one further out.
    pub(crate) leaves_loop: bool,
    /// It ends at the header at which the tree begins, and may go back to its label.
    pub(crate) closes: bool,
}

/// What one function is made of: a recording, and bridges below it. Part 0 is the former, part n
/// graft n - 1, and a graft stands behind the part that it leaves.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) root: Arc<Part>,
    pub(crate) grafts: Vec<Graft>,
}

/// A state of the optimiser at a guard, from which a branch begins.
#[derive(Clone)]
pub(crate) struct Fork<'r> {
    graft: usize,
    snap: SnapId,
    /// What the failing test came out as, while one guard alone leads here.
    failed: Cell<Option<(Ref, bool)>>,
    /// Memory was written between two guards that lead here.
    stale: Cell<bool>,
    /// A call has just run: what the trace relies on may hold no more.
    behind_call: Cell<bool>,
    state: Optimizer<'r>,
}

impl Part {
    /// The same with no room to spare: it is kept.
    pub(crate) fn compact(mut self) -> Part {
        let t = &mut self.trace;
        t.ins.shrink_to_fit();
        t.consts.shrink_to_fit();
        t.call_args.shrink_to_fit();
        t.places.shrink_to_fit();
        t.snapshots.shrink_to_fit();
        for s in &mut t.snapshots {
            s.slots.shrink_to_fit();
            s.kept.shrink_to_fit();
        }
        self
    }

    /// What it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        let t = &self.trace;
        let slots = |s: &Snapshot| size_of_val(&*s.slots) + size_of_val(&*s.kept) + size_of::<Snapshot>();
        let snapshots: usize = t.snapshots.iter().map(slots).sum();
        size_of_val(&*t.ins) + size_of_val(&*t.consts) + size_of_val(&*t.places) + snapshots
    }
}

impl Tree {
    /// A trace by itself.
    pub(crate) fn alone(part: Part) -> Tree {
        Tree { root: Arc::new(part), grafts: Vec::new() }
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&*self.root).chain(self.grafts.iter().map(|g| &*g.part))
    }

    /// Adds a bridge. A path back to the label makes the body forget what it may change, so one that may
    /// change anything had better go through the header, unless the loop itself may. So had one that has left the
    /// loop for one further out: what it changes is an invariant of many rounds.
    pub(crate) fn graft(&mut self, at: RecordedAt, part: Arc<Part>, ends_at_root: bool) {
        let calls_out = |t: &Trace| t.ins.iter().any(|i| may_change_anything(i.op));
        let mut path = vec![&*part];
        let mut parent = at.part;
        while parent != 0 {
            let graft = &self.grafts[parent as usize - 1];
            path.push(&graft.part);
            parent = graft.at.part;
        }
        let leaves_loop = path.iter().any(|p| p.leaves_loop);
        let closes = ends_at_root
            && at_root(&part.trace)
            && !leaves_loop
            && (calls_out(&self.root.trace) || !path.iter().any(|p| calls_out(&p.trace)));
        self.grafts.push(Graft { at, part, leaves_loop, closes });
    }

    fn graft_at(&self, at: RecordedAt) -> Option<usize> {
        self.grafts.iter().position(|g| g.at.outside_of_loops() == at.outside_of_loops())
    }

    /// Which grafts are on the way to the label.
    pub(super) fn to_label(&self) -> Vec<bool> {
        let mut on_way: Vec<bool> = self.grafts.iter().map(|g| g.closes).collect();
        for (n, graft) in self.grafts.iter().enumerate().rev() {
            if on_way[n] && graft.at.part > 0 {
                on_way[graft.at.part as usize - 1] = true;
            }
        }
        on_way
    }

    /// Where the guest's ops of a part begin in the whole tree's list.
    fn places_before(&self, part: u32) -> usize {
        self.parts().take(part as usize).map(|p| p.trace.places.len()).sum()
    }
}

fn may_change_anything(op: Op) -> bool {
    match op {
        Op::Call(h) => may_write(h),
        Op::CallCode(_) => true,
        _ => false,
    }
}

/// Whether the trace ends with no frame but the root's.
fn at_root(t: &Trace) -> bool {
    let End::Header { snap, .. } = t.end else { return false };
    let s = &t.snapshots[snap.0 as usize];
    s.base == 0 && s.depth == 0 && s.bottom == 0
}

impl<'r> Optimizer<'r> {
    /// The snapshot of a guard that leaves when the test has this outcome. Where a bridge begins, the state
    /// is kept.
    pub(super) fn exit(&mut self, raw: SnapId, failed: Option<(Ref, bool)>) -> SnapId {
        let made = self.snapshots.len();
        let stale = self.translated.get(&raw).is_some_and(|(_, writes)| *writes != self.memory.writes);
        let snap = self.snapshot(raw);
        if (snap.0 as usize) < made {
            for fork in self.forks.iter().filter(|f| f.snap == snap) {
                fork.failed.set(None);
                fork.stale.set(fork.stale.get() || stale);
            }
        } else if let Some(graft) = self.graft_at(raw) {
            let emitted = self.take_emitted();
            let forks = std::mem::take(&mut self.forks);
            let (failed, stale, behind_call) = (Cell::new(failed), Cell::new(false), Cell::new(false));
            let fork = Fork { graft, snap, failed, stale, behind_call, state: self.clone() };
            self.forks = forks;
            self.forks.push(Rc::new(fork));
            self.put_emitted(emitted);
        }
        snap
    }

    fn graft_at(&self, snap: SnapId) -> Option<usize> {
        self.tree.graft_at(self.recorded_at(snap)).filter(|graft| self.grafted[*graft])
    }

    pub(super) fn begins_branch(&self, snap: SnapId) -> bool {
        self.graft_at(snap).is_some()
    }

    /// The same state, from which no branches begin.
    pub(super) fn without_branches(&self) -> Optimizer<'r> {
        let mut o = self.clone();
        o.grafted.fill(false);
        o.forks.clear();
        o
    }

    /// The recordings that paths from the label back to it are made of.
    pub(super) fn looping(&self) -> Vec<&'r Trace> {
        let ways = self.tree.to_label();
        let ways = self
            .tree
            .grafts
            .iter()
            .zip(ways)
            .zip(&self.grafted)
            .filter(|((_, on), grafted)| *on && **grafted);
        std::iter::once(&self.tree.root.trace).chain(ways.map(|((g, _), _)| &g.part.trace)).collect()
    }

    /// Slots that a branch may have written when it comes back to the label.
    pub(super) fn written(&self) -> impl Iterator<Item = i32> {
        let grafts = self.tree.grafts.iter().zip(&self.grafted);
        let ends = grafts.filter(|(g, grafted)| g.closes && **grafted).map(|(g, _)| &g.part.trace);
        let slots = |t: &'_ Trace| match t.end {
            End::Header { snap, .. } => t.snapshots[snap.0 as usize].slots.clone(),
            End::Loop { .. } | End::Exit { .. } => Vec::new(),
        };
        ends.flat_map(slots).map(|(offset, _)| offset)
    }

    /// Whether everything that was emitted is the same, so that bridges of the one's exits serve the other's.
    pub(super) fn leaves_as(&self, other: &Optimizer) -> bool {
        (&self.facts.ins, &self.snapshots, &self.virtuals)
            == (&other.facts.ins, &other.snapshots, &other.virtuals)
    }

    /// The guard with this snapshot looks at the outcome of a call.
    pub(super) fn behind_call(&self, snap: SnapId) {
        self.forks.iter().filter(|f| f.snap == snap).for_each(|f| f.behind_call.set(true));
    }

    /// Whether something that was emitted from `first` on may have changed what the trace relies on, and nobody
    /// has looked.
    pub(super) fn is_unsure(&self, first: usize) -> bool {
        let last = self.facts.ins[first..].iter().rev().map(|i| i.op);
        let mut last = last.filter(|op| *op == Op::GuardValid || may_change_anything(*op));
        last.next().is_some_and(|op| op != Op::GuardValid)
    }

    pub(super) fn recorded_at(&self, snap: SnapId) -> RecordedAt {
        RecordedAt { part: self.part, snap, in_body: self.label.is_some() }
    }

    /// Adds the branches to a trace whose main line is done.
    pub(super) fn grow(&mut self, carries: Option<&Carries>) {
        let mut work: VecDeque<Rc<Fork<'r>>> = std::mem::take(&mut self.forks).into();
        while let Some(fork) = work.pop_front().filter(|_| self.facts.ins.len() < MAX_INS) {
            let mut o = fork.state.clone();
            o.put_emitted(self.take_emitted());
            let first = o.facts.ins.len();
            let end = o.branch(&fork, carries.filter(|_| o.label.is_some()));
            match end {
                Ok(()) => {
                    self.branches.push(Branch { snap: fork.snap, first, end: o.end.clone() });
                    work.extend(std::mem::take(&mut o.forks));
                }
                Err(Impossible) => o.facts.ins.truncate(first),
            }
            self.put_emitted(o.take_emitted());
        }
    }

    /// Emits one branch, up to its end.
    fn branch(&mut self, fork: &Fork<'r>, carries: Option<&Carries>) -> Result<(), Impossible> {
        let tree = self.tree;
        let (graft, number) = (&tree.grafts[fork.graft], fork.graft as u32 + 1);
        if fork.stale.get() {
            self.memory.forget_mutable();
        }
        if let Some((test, outcome)) = fork.failed.get() {
            self.facts.learn(test, outcome);
        }
        self.translated.clear();
        let words = graft.part.inputs.iter();
        let words: Vec<Val> = words.map(|(offset, _)| self.word_at(graft.at.snap, *offset)).collect();
        (self.raw, self.part) = (&graft.part.trace, number);
        self.places = tree.places_before(number) as u32;
        self.map = vec![None; self.raw.ins.len()];
        self.know_objects();
        let first = self.facts.ins.len();
        self.begin(&graft.part, &words, fork)?;
        for i in graft.part.first..self.raw.ins.len() {
            self.step_at(i)?;
        }
        if let (End::Header { snap, .. }, Some(carries), true) = (&self.raw.end, carries, graft.closes)
            && let Some(args) = self.fit_branch(*snap, carries, first)
        {
            self.end = End::Loop { args };
            return Ok(());
        }
        self.end(&self.raw.end);
        Ok(())
    }

    /// The word of a slot at a recorded snapshot.
    pub(super) fn word_at(&mut self, snap: SnapId, offset: i32) -> Val {
        let slots = &self.raw.snapshots[snap.0 as usize].slots;
        match slots.iter().find(|(o, _)| *o == offset) {
            Some((_, SnapValue::Ref(r))) => self.val(*r),
            Some((_, SnapValue::Virtual(_))) => unreachable!("recorded snapshots hold no virtuals"),
            None => self.slot(offset),
        }
    }

    /// Puts the words in the place of the recording's inputs.
    fn begin(&mut self, part: &Part, words: &[Val], fork: &Fork) -> Result<(), Impossible> {
        let mut exit = Exit { of: fork.snap, made: None };
        if fork.behind_call.get() {
            let snap = self.plain_exit(&mut exit);
            self.guard(Op::GuardValid, snap);
        }
        for ((_, input), word) in part.inputs.iter().zip(words) {
            self.begin_with(*input, *word, &mut exit)?;
        }
        for (i, ins) in part.trace.ins[..part.first].iter().enumerate() {
            if let Op::Slot(offset) = ins.op {
                self.map[i] = Some(self.slot(offset));
            }
        }
        let unknown = |r: &Ref| !r.is_const() && r.index() < part.first && self.map[r.index()].is_none();
        let behind = &part.trace.ins[part.first..];
        let unknown = behind.iter().any(|i| part.trace.operands(i).iter().any(unknown));
        if unknown { Err(Impossible) } else { Ok(()) }
    }

    fn begin_with(&mut self, input: Ref, word: Val, exit: &mut Exit) -> Result<(), Impossible> {
        if input.is_const() {
            let Val::Ref(x) = word else { return Err(Impossible) };
            let recorded = self.raw.consts[input.index()];
            let c = self.facts.constant(Const { ty: Ty::Value, bits: recorded.bits });
            return self.require(Op::SameWord, &[x, c], exit);
        }
        let ins = self.raw.ins[input.index()];
        let (test, conversion, ty) = match ins.op {
            Op::ExitValue(_) => return self.bind(input, word),
            Op::OfSmall => (Op::IsSmall, Op::ToSmall, Ty::Small),
            Op::Box => (Op::IsFloat, Op::Unbox, Ty::F64),
            Op::OfRef => (Op::IsRef, Op::ToRef, Ty::Ref),
            _ => return Err(Impossible),
        };
        let inner = ins.args[0];
        if inner.is_const() {
            return Err(Impossible);
        }
        let inner_op = self.raw.ins[inner.index()].op;
        let typed = match (word, inner_op) {
            // What is stored into an object that nobody else has seen may be stored again.
            (Val::Virtual(o), Op::New(desc, _)) if self.objects[o as usize].desc == desc => word,
            (_, Op::New(..)) => return Err(Impossible),
            (Val::Virtual(_), _) if ins.op == Op::OfRef => word,
            (Val::Virtual(_), _) => return Err(Impossible),
            (Val::Ref(x), _) if self.facts.ty(x) == ty => word,
            (Val::Ref(x), _) => {
                self.require(test, &[x], exit)?;
                let x = self.facts.resolve(x);
                Val::Ref(self.pure(conversion, ty, &[x]))
            }
        };
        self.bind(inner, typed)?;
        self.bind(input, word)
    }

    /// The recorded value is this one; one that stands for two is in no branch.
    fn bind(&mut self, recorded: Ref, v: Val) -> Result<(), Impossible> {
        let v = self.known(v);
        match self.map[recorded.index()].replace(v) {
            Some(other) if self.known(other) != v => Err(Impossible),
            _ => Ok(()),
        }
    }

    /// The test holds here, or a guard says so.
    fn require(&mut self, test: Op, args: &[Ref], exit: &mut Exit) -> Result<(), Impossible> {
        let args: Vec<Ref> = args.iter().map(|r| self.facts.resolve(*r)).collect();
        let test = self.pure(test, Ty::Bool, &args);
        if let Some(c) = self.facts.const_of(test) {
            return if c.bits != 0 { Ok(()) } else { Err(Impossible) };
        }
        let snap = self.plain_exit(exit);
        let guard = self.push(Ins::new(Op::GuardTrue, Ty::Void, &[test]));
        self.facts.ins[guard.index()].snap = snap;
        self.facts.learn(test, true);
        Ok(())
    }

    /// A snapshot like the branch's own, by which guards leave the trace.
    fn plain_exit(&mut self, exit: &mut Exit) -> SnapId {
        *exit.made.get_or_insert_with(|| {
            let mut s = self.snapshots[exit.of.0 as usize].clone();
            s.of = None;
            self.snapshots.push(s);
            SnapId(self.snapshots.len() as u32 - 1)
        })
    }
}

/// The way out for guards at a branch's beginning.
struct Exit {
    of: SnapId,
    made: Option<SnapId>,
}
