//! Traces, snapshots and references.

use crate::desc::{FieldDesc, TypeDesc};
use crate::op::{Op, Ty};

/// An instruction of the trace, or a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref(u32);

const CONST_BIT: u32 = 1 << 31;

impl Ref {
    /// No operand.
    pub const NONE: Ref = Ref(u32::MAX);

    pub fn ins(index: usize) -> Ref {
        Ref(index as u32)
    }

    pub fn constant(index: usize) -> Ref {
        Ref(index as u32 | CONST_BIT)
    }

    pub fn is_const(self) -> bool {
        self.0 & CONST_BIT != 0 && self != Ref::NONE
    }

    /// Index into `Trace::ins` or `Trace::consts`.
    pub fn index(self) -> usize {
        (self.0 & !CONST_BIT) as usize
    }
}

/// A constant: bits and how to read them. Heap references in it never move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Const {
    pub ty: Ty,
    pub bits: u64,
}

/// Index into [`Trace::snapshots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapId(pub u32);

impl SnapId {
    pub const NONE: SnapId = SnapId(u32::MAX);
}

/// One instruction. Unused operands are [`Ref::NONE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ins {
    pub op: Op,
    pub ty: Ty,
    /// Operands; for [`Op::Call`] and [`Op::CallCode`], `args[0]` is unused and the list is
    /// `Trace::call_args[start .. start + len]`, see [`Ins::call_range`].
    pub args: [Ref; 3],
    /// The frames to rebuild when this guard fails.
    pub snap: SnapId,
    /// Start of a call's arguments.
    pub call_start: u32,
    /// The guest's op that it is there for: index into [`Trace::places`].
    pub at: u32,
}

impl Ins {
    pub fn new(op: Op, ty: Ty, args: &[Ref]) -> Ins {
        let mut a = [Ref::NONE; 3];
        a[..args.len()].copy_from_slice(args);
        Ins { op, ty, args: a, snap: SnapId::NONE, call_start: 0, at: 0 }
    }

    /// Where a call's arguments stand in `Trace::call_args`.
    pub fn call_range(&self) -> std::ops::Range<usize> {
        match self.op {
            Op::Call(h) => self.call_start as usize..self.call_start as usize + h.args.len(),
            Op::CallCode(c) => self.call_start as usize..self.call_start as usize + c.args as usize,
            Op::RaiseNative(r) => self.call_start as usize..self.call_start as usize + r.args as usize,
            _ => 0..0,
        }
    }
}

/// What a frame slot or a field holds when a guard fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SnapValue {
    /// A value of any type but `Void`; boxed by its type.
    Ref(Ref),
    /// An object whose allocation was removed: index into [`Trace::virtuals`].
    Virtual(u32),
}

/// An allocation that happens only when an exit needs the object.
#[derive(Clone, Debug, PartialEq)]
pub struct Virtual {
    pub desc: &'static TypeDesc,
    /// The header word.
    pub header: SnapValue,
    /// In the order of `desc.fields`; a tail-length field is set from `tail.len()`.
    pub fields: Vec<SnapValue>,
    pub tail: Vec<SnapValue>,
}

/// A store into an object that is there: `object.field = value`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SnapWrite {
    pub object: SnapValue,
    pub field: &'static FieldDesc,
    pub value: SnapValue,
}

impl RecordedAt {
    /// The loop's body and what comes before it tell each other apart in part 0 only.
    pub fn outside_of_loops(self) -> RecordedAt {
        RecordedAt { in_body: self.in_body && self.part == 0, ..self }
    }
}

/// What is known of a value besides its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact {
    /// This test of a word's kind holds.
    Test(Op),
    /// It is an object, and this field of it has these bits.
    Field(&'static FieldDesc, u64),
}

impl Fact {
    /// Holds of the value, whatever was written to memory since.
    pub fn lasts(self) -> bool {
        match self {
            Fact::Test(_) => true,
            Fact::Field(f, _) => f.immutable,
        }
    }
}

/// The guest's state at an op boundary, relative to the trace's root frame.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Snapshot {
    /// Words that differ from what the frames in memory hold: (offset from the root base in
    /// words, value). Frame headers of inlined calls are among them.
    pub slots: Vec<(i32, SnapValue)>,
    /// Stores that have been put off: an exit makes them, in this order.
    pub writes: Vec<SnapWrite>,
    /// What a bridge that begins here need not test again, of values that it has: those above, and words of the
    /// root frame in memory.
    pub known: Vec<(Ref, Fact)>,
    /// In recorded traces: live slots of the root frame that the trace has not written yet. In a
    /// loop's body an earlier round may have.
    pub kept: Vec<i32>,
    /// Base of the outermost frame that the trace knows, in words from the root base: 0, or less
    /// where the path returned to the root's caller.
    pub bottom: i32,
    /// End of that frame: words from here on are written by exits only.
    pub floor: i32,
    /// End of the frame that reaches highest, in words from the root base.
    pub extent: i32,
    /// Offset of the running frame's base from the root base, in words.
    pub base: i32,
    /// Identifies the running frame's code object.
    pub code: u64,
    /// The op to run next.
    pub pc: u32,
    /// Frames entered minus frames left since the root.
    pub depth: i32,
    /// The op at `pc` has just raised the pending exception.
    pub raised: bool,
    /// In optimised traces: what it is the translation of.
    pub of: Option<RecordedAt>,
}

/// A snapshot of one of the recordings that a trace was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordedAt {
    /// Number of the recording: 0 is the one that the trace begins with.
    pub part: u32,
    pub snap: SnapId,
    /// In the loop's body, which is made of the same recording as what comes before it.
    pub in_body: bool,
}

impl Snapshot {
    /// Every value that it mentions.
    pub fn values(&self) -> impl Iterator<Item = SnapValue> {
        self.slots.iter().map(|s| s.1).chain(self.writes.iter().flat_map(|w| [w.object, w.value]))
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut SnapValue> {
        let writes = self.writes.iter_mut().flat_map(|w| [&mut w.object, &mut w.value]);
        self.slots.iter_mut().map(|s| &mut s.1).chain(writes)
    }
}

/// How a trace ends.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Back to the label; one argument per parameter.
    Loop { args: Vec<Ref> },
    /// Write the snapshot's frames to memory, boxed, and go to the entry of another header
    /// through its cell (an address).
    Header { snap: SnapId, cell: u64 },
    /// Leave to the interpreter.
    Exit { snap: SnapId },
}

/// What follows in the same code where a guard fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Guards with this snapshot lead here and to no exit. Its slots are empty.
    pub snap: SnapId,
    /// Its first instruction; it goes on to the next branch's. Values from before the first of the
    /// guards are in scope.
    pub first: usize,
    pub end: End,
}

/// A recorded or optimised trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The guest's ops in the order of the recording: code object and op, as in [`Snapshot`].
    pub places: Vec<(u64, u32)>,
    pub consts: Vec<Const>,
    /// Objects among the constants, with their headers: type number below, shape number from bit 32 on.
    pub headers: Vec<(u64, u64)>,
    pub ins: Vec<Ins>,
    pub call_args: Vec<Ref>,
    pub snapshots: Vec<Snapshot>,
    pub virtuals: Vec<Virtual>,
    /// First instruction of the loop body, where the optimiser made one. The body starts with its
    /// `Param`s.
    pub label: Option<usize>,
    /// Initial values of the label's parameters.
    pub label_args: Vec<Ref>,
    pub end: End,
    /// In the order of their instructions, which stand behind the others.
    pub branches: Vec<Branch>,
}

impl Trace {
    /// The type of a reference.
    pub fn ty(&self, r: Ref) -> Ty {
        if r.is_const() { self.consts[r.index()].ty } else { self.ins[r.index()].ty }
    }

    /// The end of the instructions up to `self.end`: the branches' come behind.
    pub fn main_end(&self) -> usize {
        self.branches.first().map_or(self.ins.len(), |b| b.first)
    }

    /// The cells of other code that the trace goes on at or calls.
    pub fn cells(&self) -> impl Iterator<Item = u64> + '_ {
        let ends = std::iter::once(&self.end).chain(self.branches.iter().map(|b| &b.end));
        let ends = ends.filter_map(|end| match end {
            End::Header { cell, .. } => Some(*cell),
            _ => None,
        });
        let calls = self.ins.iter().filter_map(|i| match i.op {
            Op::CallCode(call) => Some(call.cell),
            _ => None,
        });
        ends.chain(calls)
    }

    /// The instructions of a branch.
    pub fn branch_range(&self, n: usize) -> std::ops::Range<usize> {
        self.branches[n].first..self.branches.get(n + 1).map_or(self.ins.len(), |b| b.first)
    }

    /// All ends, that of the main line first.
    pub fn ends(&self) -> impl Iterator<Item = &End> {
        std::iter::once(&self.end).chain(self.branches.iter().map(|b| &b.end))
    }

    pub fn ends_mut(&mut self) -> impl Iterator<Item = &mut End> {
        std::iter::once(&mut self.end).chain(self.branches.iter_mut().map(|b| &mut b.end))
    }

    /// The operands of an instruction, a call's list included.
    pub fn operands(&self, ins: &Ins) -> Vec<Ref> {
        match ins.op {
            Op::Call(_) | Op::CallCode(_) | Op::RaiseNative(_) => self.call_args[ins.call_range()].to_vec(),
            _ => ins.args.iter().copied().filter(|r| *r != Ref::NONE).collect(),
        }
    }
}

impl std::fmt::Debug for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match *self {
            Ref::NONE => f.write_str("-"),
            r if r.is_const() => write!(f, "k{}", r.index()),
            r => write!(f, "v{}", r.index()),
        }
    }
}
