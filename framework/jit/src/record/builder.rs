//! The trace under construction: instructions, the names of frame slots, snapshots.
//!
//! Slots are counted from the root frame's base. A slot's entry says which value of the trace it
//! holds and whether memory holds something else by now.

use super::abort::Abort;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::cell::Cell;
use trackway_exec::{CodeRef, Machine, Ret, handler_for};
use trackway_gc::{Prim, Value, Visitor};
use trackway_ir::{Const, End, Ins, Op, Ref, SnapId, SnapValue, Snapshot, Trace, Ty};

/// What is known of one slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) value: Ref,
    pub(crate) written: bool,
}

/// An inlined frame: its base, and where control goes on in it when its callee returns.
#[derive(Clone, Copy)]
pub(crate) struct Inlined {
    pub(crate) base: i32,
    pub(crate) code: CodeRef,
    /// The next instruction in this frame while it waits for a callee.
    pub(crate) resume: u32,
    /// The register that the callee's result goes to.
    pub(crate) dst: u32,
    /// The callee keeps an object in the word below its window.
    pub(crate) keeps_below: bool,
}

/// A call of compiled code by the trace: recording goes on when the callee has returned.
#[derive(Clone, Copy)]
pub(crate) struct Pause {
    /// The call's result.
    pub(crate) result: Ref,
    /// Base of the callee's frame.
    pub(crate) base: i32,
    /// The caller's register for the result.
    pub(crate) dst: u32,
    pub(crate) ret: Ret,
}

/// Which state a snapshot is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Live slots only.
    Live,
    /// Every word of the frames, dead ones as unbound, for code that reads the frames from memory.
    Whole,
    /// The running frame is a callee with its arguments in memory; of it, the header only.
    Call,
}

/// Decides which slots a snapshot needs.
pub(crate) trait Live {
    fn is_live(&mut self, code: CodeRef, pc: u32, register: u32) -> bool;
}

/// See the module.
pub(crate) struct Builder {
    /// What dead registers hold.
    unbound: Value,
    pub(crate) trace: Trace,
    consts: HashMap<(Ty, u64), Ref>,
    slots: HashMap<i32, Slot>,
    /// Writes of the running op, with what the slot was before.
    undo: Vec<(i32, Option<Slot>)>,
    /// Root first; the last one runs.
    pub(crate) frames: Vec<Inlined>,
    /// The frames at the start of the running op, if it changed them.
    frames_before: Option<Vec<Inlined>>,
    pub(crate) pc: u32,
    snap: Option<SnapId>,
    pub(crate) committed: bool,
    pub(crate) abort: Option<Abort>,
    /// The trace relies on the machine's epoch.
    pub(crate) uses_epoch: bool,
    /// A call since the last check may have changed it.
    pub(crate) check_epoch: bool,
    /// The exception that an op of the trace raised.
    pub(crate) pending: Option<Ref>,
    /// The running op went round this loop.
    pub(crate) back_edge: Option<u32>,
    /// The running op called compiled code.
    pub(crate) pause: Option<Pause>,
    /// Words of the outermost frame that memory holds, but for what snapshots name.
    pub(crate) in_memory: i32,
    op_start: usize,
    /// Ops begun so far.
    pub(crate) ops: u32,
    /// The root frame was left by an op: the snapshot before it.
    pub(crate) left_at: Option<SnapId>,
    /// The path may go on in the root's caller.
    pub(crate) may_return: bool,
    /// It has left a frame that suspends.
    pub(crate) left_suspended: bool,
    /// Frames below the root that the path has returned to.
    pub(crate) returned: i32,
    /// What `returned` was before the running op.
    returned_before: i32,
    /// The running op has guards that the outermost frame's caller is the present one.
    pub(crate) caller_guarded: bool,
    /// Whether what becomes of the outermost frame's result is what it was, once an op has asked.
    pub(crate) mode_tested: Option<Ref>,
    /// The cell through which the running op is going to resume a frame, for which there is room.
    pub(crate) resumed_through: Option<u64>,
    /// The trace has its end.
    pub(crate) closed: bool,
    /// The running op.
    pub(crate) place: Option<(CodeRef, u32)>,
}

impl Builder {
    pub(crate) fn new(machine: &Machine, root: CodeRef, pc: u32) -> Builder {
        let trace = Trace {
            places: Vec::new(),
            consts: Vec::new(),
            headers: Vec::new(),
            ins: Vec::new(),
            call_args: Vec::new(),
            snapshots: Vec::new(),
            virtuals: Vec::new(),
            label: None,
            label_args: Vec::new(),
            end: End::Exit { snap: SnapId::NONE },
            branches: Vec::new(),
        };
        let frame = Inlined { base: 0, code: root, resume: 0, dst: 0, keeps_below: false };
        Builder {
            unbound: machine.root(0),
            trace,
            consts: HashMap::default(),
            slots: HashMap::default(),
            undo: Vec::new(),
            frames: vec![frame],
            frames_before: None,
            pc,
            snap: None,
            committed: false,
            abort: None,
            uses_epoch: false,
            check_epoch: false,
            pending: None,
            back_edge: None,
            pause: None,
            in_memory: root.regs as i32,
            op_start: 0,
            ops: 0,
            left_at: None,
            may_return: false,
            left_suspended: false,
            returned: 0,
            returned_before: 0,
            caller_guarded: false,
            mode_tested: None,
            resumed_through: None,
            closed: false,
            place: None,
        }
    }

    pub(crate) fn top(&self) -> &Inlined {
        self.frames.last().expect("the root frame")
    }

    /// A new op begins at `pc` of the running frame.
    pub(crate) fn begin_op(&mut self, pc: u32) {
        self.pc = pc;
        self.undo.clear();
        self.frames_before = None;
        self.returned_before = self.returned;
        self.caller_guarded = false;
        self.resumed_through = None;
        self.snap = None;
        self.committed = false;
        self.op_start = self.trace.ins.len();
        self.ops += 1;
    }

    /// The first instruction of the running op.
    pub(crate) fn op_start(&self) -> usize {
        self.op_start
    }

    /// The op that made a value, seen through conversions.
    pub(crate) fn origin(&self, r: Ref) -> Op {
        let ins = &self.trace.ins[r.index()];
        match ins.op {
            Op::OfRef | Op::ToRef if !ins.args[0].is_const() => self.origin(ins.args[0]),
            op => op,
        }
    }

    pub(crate) fn fail(&mut self, why: Abort) {
        self.abort.get_or_insert(why);
    }

    pub(crate) fn constant(&mut self, ty: Ty, bits: u64) -> Ref {
        if let Some(r) = self.consts.get(&(ty, bits)) {
            return *r;
        }
        let r = Ref::constant(self.trace.consts.len());
        self.trace.consts.push(Const { ty, bits });
        self.consts.insert((ty, bits), r);
        r
    }

    /// The reference for a value that may be a constant.
    pub(crate) fn reference<X: Prim>(&mut self, n: Ref, v: X) -> Ref {
        if n == Ref::NONE { self.constant(X::TY, v.to_word()) } else { n }
    }

    pub(crate) fn emit(&mut self, op: Op, ty: Ty, args: &[Ref]) -> Ref {
        self.push(Ins::new(op, ty, args))
    }

    pub(crate) fn emit_call(&mut self, op: Op, ty: Ty, args: &[Ref]) -> Ref {
        let mut ins = Ins::new(op, ty, &[]);
        ins.call_start = self.trace.call_args.len() as u32;
        self.trace.call_args.extend_from_slice(args);
        self.push(ins)
    }

    fn push(&mut self, ins: Ins) -> Ref {
        let at = (self.trace.places.len() as u32).saturating_sub(1);
        self.trace.ins.push(Ins { at, ..ins });
        Ref::ins(self.trace.ins.len() - 1)
    }

    /// A guard of the running op.
    pub(crate) fn guard(&mut self, op: Op, ty: Ty, args: &[Ref], live: &mut dyn Live) -> Ref {
        if self.committed {
            self.fail(Abort::DecidedAfterCommit);
        }
        let snap = self.op_snapshot(live);
        let r = self.emit(op, ty, args);
        self.trace.ins[r.index()].snap = snap;
        r
    }

    // ------------------------------------------------------------ slots

    /// The offset of `register` of the running frame.
    pub(crate) fn offset(&self, register: i32) -> i32 {
        self.top().base + register
    }

    /// The value in a slot; an input of the trace if nothing was written there yet. An exit names
    /// live slots only, and memory holds nothing of inlined frames: a bridge that copies a whole
    /// frame finds dead registers unbound, as it would in a frame that the exit wrote out.
    pub(crate) fn read(&mut self, offset: i32) -> Ref {
        if let Some(s) = self.slots.get(&offset) {
            return s.value;
        }
        if offset >= self.frames[0].base + self.in_memory {
            return self.unbound();
        }
        let value = self.emit(Op::Slot(offset), Ty::Value, &[]);
        self.slots.insert(offset, Slot { value, written: false });
        value
    }

    pub(crate) fn write(&mut self, offset: i32, value: Ref) {
        let old = self.slots.insert(offset, Slot { value, written: true });
        self.undo.push((offset, old));
    }

    // ------------------------------------------------------------ frames

    pub(crate) fn save_frames(&mut self) {
        if self.frames_before.is_none() {
            self.frames_before = Some(self.frames.clone());
        }
    }

    /// Forgets the slots of a frame that is gone.
    pub(crate) fn forget_above(&mut self, offset: i32) {
        let gone: Vec<i32> = self.slots.keys().copied().filter(|o| *o >= offset).collect();
        for o in gone {
            let old = self.slots.remove(&o);
            self.undo.push((o, old));
        }
    }

    /// A frame whose window began at `offset` is gone: its words are dead. Memory need not hold valid
    /// words there, and who copies a whole frame reads dead registers too, so they are unbound.
    pub(crate) fn kill_above(&mut self, offset: i32) {
        self.forget_above(offset);
        let unbound = self.unbound();
        for o in offset..self.extent() {
            self.write(o, unbound);
        }
    }

    pub(super) fn unbound(&mut self) -> Ref {
        self.constant(Ty::Value, self.unbound.bits())
    }

    // ------------------------------------------------------------ snapshots

    /// The snapshot of the state before the running op; one per op.
    pub(crate) fn op_snapshot(&mut self, live: &mut dyn Live) -> SnapId {
        if let Some(s) = self.snap {
            return s;
        }
        let undo = std::mem::take(&mut self.undo);
        let now: Vec<_> = undo.iter().map(|(o, _)| (*o, self.slots.get(o).copied())).collect();
        for (o, old) in undo.iter().rev() {
            self.put_back(*o, *old);
        }
        let after = self.frames_before.take().map(|before| std::mem::replace(&mut self.frames, before));
        let returned = std::mem::replace(&mut self.returned, self.returned_before);
        let id = self.snapshot_at(self.pc, live, Extent::Live);
        self.returned = returned;
        if let Some(after) = after {
            self.frames_before = Some(std::mem::replace(&mut self.frames, after));
        }
        for (o, s) in now {
            self.put_back(o, s);
        }
        self.undo = undo;
        self.snap = Some(id);
        id
    }

    fn put_back(&mut self, offset: i32, slot: Option<Slot>) {
        match slot {
            Some(s) => self.slots.insert(offset, s),
            None => self.slots.remove(&offset),
        };
    }

    /// The present state, to go on at `pc` of the running frame.
    pub(crate) fn snapshot_at(&mut self, pc: u32, live: &mut dyn Live, what: Extent) -> SnapId {
        let mut slots = Vec::new();
        let callee = if what == Extent::Call { self.top().base } else { i32::MAX };
        let wanted = |o: &i32| *o < callee && *o != callee - 4;
        let written = self.slots.iter().filter(|(o, s)| s.written && wanted(o));
        let mut offsets: Vec<i32> = written.map(|(o, _)| *o).collect();
        offsets.sort_unstable();
        for o in offsets {
            if self.slot_is_live(o, pc, live) {
                slots.push((o, SnapValue::Ref(self.slots[&o].value)));
            }
        }
        let bottom = self.frames[0].base;
        let root = bottom + self.in_memory;
        let extent = match what {
            Extent::Call => callee - 4,
            _ => self.extent(),
        };
        if what == Extent::Whole {
            let unbound = SnapValue::Ref(self.unbound());
            let held: HashSet<i32> = slots.iter().map(|(o, _)| *o).collect();
            slots.extend((root..extent).filter(|o| !held.contains(o)).map(|o| (o, unbound)));
        }
        let written = |o: i32| self.slots.get(&o).is_some_and(|s| s.written);
        let kept = (bottom..root).filter(|o| !written(*o) && self.slot_is_live(*o, pc, live)).collect();
        let top = self.top();
        self.trace.snapshots.push(Snapshot {
            writes: Vec::new(),
            known: Vec::new(),
            slots,
            kept,
            bottom,
            floor: root,
            extent,
            base: top.base,
            code: top.code.id(),
            pc,
            depth: self.frames.len() as i32 - 1 - self.returned,
            raised: false,
            of: None,
        });
        SnapId(self.trace.snapshots.len() as u32 - 1)
    }

    /// End of the frame that reaches highest.
    pub(crate) fn extent(&self) -> i32 {
        self.frames.iter().map(|f| f.base + f.code.regs as i32).max().expect("the root frame")
    }

    fn slot_is_live(&self, offset: i32, pc: u32, live: &mut dyn Live) -> bool {
        let top = self.frames.len() - 1;
        for (i, f) in self.frames.iter().enumerate().rev() {
            let start = if i == 0 { i32::MIN } else { f.base - 4 };
            if offset < start {
                continue;
            }
            let register = offset - f.base;
            if register < 0 {
                return true;
            }
            if register as u32 >= f.code.regs {
                // A window of the running op, or the object that a constructor keeps below one.
                return false;
            }
            if i == top {
                return live.is_live(f.code, pc, register as u32);
            }
            let register = register as u32;
            let below = self.frames[i + 1].base - 5 == offset && f.keeps_below;
            let at_handler = handler_for(f.code, f.resume - 1)
                .is_some_and(|h| h.exc != register && live.is_live(f.code, h.target, register));
            return below || at_handler || register != f.dst && live.is_live(f.code, f.resume, register);
        }
        false
    }

    /// A copy of a snapshot that resumes by raising the pending exception at its op.
    pub(crate) fn raised(&mut self, snap: SnapId) -> SnapId {
        let mut s = self.trace.snapshots[snap.0 as usize].clone();
        s.raised = true;
        self.trace.snapshots.push(s);
        SnapId(self.trace.snapshots.len() as u32 - 1)
    }

    /// Visits the constants, which move while the recording pauses.
    pub(crate) fn visit(&mut self, visit: Visitor) {
        let unbound = Cell::new(self.unbound);
        visit(&unbound);
        self.unbound = unbound.get();
        for (i, c) in self.trace.consts.iter_mut().enumerate() {
            if matches!(c.ty, Ty::Value | Ty::Ref) {
                let cell = Cell::new(Value::from_bits(c.bits));
                visit(&cell);
                let bits = cell.get().bits();
                if bits != c.bits {
                    self.consts.remove(&(c.ty, c.bits));
                    c.bits = bits;
                }
                self.consts.insert((c.ty, bits), Ref::constant(i));
            }
        }
    }

    /// Gives the recording up where one of its constants is dead.
    pub(crate) fn prune(&mut self, alive: &dyn Fn(Value) -> bool) {
        let heap = |c: &&mut Const| matches!(c.ty, Ty::Value | Ty::Ref);
        let dead = |c: &Const| !alive(Value::from_bits(c.bits));
        if self.trace.consts.iter_mut().filter(heap).any(|c| dead(c)) {
            self.fail(Abort::DeadConstant);
            self.trace.consts.iter_mut().filter(heap).for_each(|c| c.bits = Value::ZERO.bits());
        }
    }

    /// Presets a slot, for bridges.
    pub(crate) fn preset(&mut self, offset: i32, value: Ref) {
        self.slots.insert(offset, Slot { value, written: true });
    }
}
