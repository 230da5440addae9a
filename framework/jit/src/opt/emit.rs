//! The forward pass: one recorded instruction after another becomes nothing, an existing value,
//! or an instruction of the output.

use super::delay::Delayed;
use super::facts::{Emitted, Facts, Kind};
use super::memory::{Memory, may_write};
use super::tree::{Fork, Tree};
use super::virtuals::VirtualObject;
use rustc_hash::FxHashMap as HashMap;
use std::rc::Rc;
use trackway_gc::{BoxedFloat, HEADER_LASTING_SHAPE, HEADER_TYPE_ID, Object};
use trackway_ir::{
    Branch, Const, Effect, End, HelperDesc, Ins, Op, Ref, SnapId, Snapshot, Trace, Ty, Virtual,
};

/// The recorded path contradicts itself: it cannot be taken again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impossible;

/// A recorded value's counterpart in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Val {
    Ref(Ref),
    /// An allocation that has not happened: index into `Optimizer::objects`.
    Virtual(u32),
}

/// What an optimiser has emitted.
pub(super) struct Output {
    emitted: Emitted,
    call_args: Vec<Ref>,
    snapshots: Vec<Snapshot>,
    virtuals: Vec<Virtual>,
}

/// See the module. Cloned to try the loop's body more than once, and for branches.
#[derive(Clone)]
pub(crate) struct Optimizer<'r> {
    pub(crate) tree: &'r Tree,
    /// The recording that is gone over, its number in the tree, and where its ops begin in the tree's list.
    pub(crate) raw: &'r Trace,
    pub(crate) part: u32,
    pub(crate) places: u32,
    /// States from which branches begin.
    pub(crate) forks: Vec<Rc<Fork<'r>>>,
    pub(crate) branches: Vec<Branch>,
    /// By graft: it becomes a branch.
    pub(crate) grafted: Vec<bool>,
    /// What is emitted is for this op of the guest.
    at: u32,
    pub(crate) facts: Facts,
    pub(crate) memory: Memory,
    pub(crate) objects: Vec<VirtualObject>,
    pub(crate) delayed: Vec<Delayed>,
    /// By recorded instruction.
    pub(crate) map: Vec<Option<Val>>,
    pub(crate) call_args: Vec<Ref>,
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) virtuals: Vec<Virtual>,
    /// Slots that the loop carries, in the body: offset and value at the label.
    pub(crate) carried: HashMap<i32, Val>,
    /// Recorded snapshots already translated, as long as no virtual object was made real since, and how often memory
    /// had been written by then.
    pub(crate) translated: HashMap<SnapId, (SnapId, u32)>,
    /// Compare each forwarded load with memory.
    pub(crate) check_loads: bool,
    /// Leave polls out: one follows soon.
    pub(crate) without_poll: bool,
    elidable: HashMap<(&'static HelperDesc, Vec<Ref>), Ref>,
    pub(crate) label: Option<usize>,
    pub(crate) label_args: Vec<Ref>,
    pub(crate) end: End,
}

impl<'r> Optimizer<'r> {
    pub(crate) fn new(tree: &'r Tree, check_loads: bool) -> Optimizer<'r> {
        let raw = &tree.root.trace;
        let mut o = Optimizer {
            tree,
            raw,
            part: 0,
            places: 0,
            forks: Vec::new(),
            branches: Vec::new(),
            grafted: vec![true; tree.grafts.len()],
            at: 0,
            facts: Facts::default(),
            memory: Memory::default(),
            objects: Vec::new(),
            delayed: Vec::new(),
            map: vec![None; raw.ins.len()],
            call_args: Vec::new(),
            snapshots: Vec::new(),
            virtuals: Vec::new(),
            carried: HashMap::default(),
            translated: HashMap::default(),
            check_loads,
            without_poll: false,
            elidable: HashMap::default(),
            label: None,
            label_args: Vec::new(),
            end: End::Exit { snap: SnapId::NONE },
        };
        o.know_objects();
        o
    }

    /// What the recording knows of its constant objects.
    pub(super) fn know_objects(&mut self) {
        for (object, header) in &self.raw.headers {
            self.know_object(*object, *header);
        }
    }

    /// Hands out what was emitted; what is known refers to it.
    pub(super) fn take_emitted(&mut self) -> Output {
        Output {
            emitted: self.facts.take_emitted(),
            call_args: std::mem::take(&mut self.call_args),
            snapshots: std::mem::take(&mut self.snapshots),
            virtuals: std::mem::take(&mut self.virtuals),
        }
    }

    /// Takes over what was emitted since, all of it behind what this state knows.
    pub(super) fn put_emitted(&mut self, output: Output) {
        self.facts.put_emitted(output.emitted);
        (self.call_args, self.snapshots, self.virtuals) =
            (output.call_args, output.snapshots, output.virtuals);
    }

    /// What a constant object's header says of it.
    fn know_object(&mut self, object: u64, header: u64) {
        let kind = if header as u16 == BoxedFloat::ID { Kind::Float } else { Kind::Ref };
        self.facts.know_kind(Const { ty: Ty::Value, bits: object }, kind);
        let object = self.facts.constant(Const { ty: Ty::Ref, bits: object });
        for (field, bits) in [(&HEADER_TYPE_ID, header & 0xffff), (&HEADER_LASTING_SHAPE, header >> 32)] {
            let known = self.facts.constant(Const { ty: Ty::I64, bits });
            self.memory.know_field(object, field, Val::Ref(known));
        }
    }

    /// Goes over the whole recorded trace.
    pub(crate) fn run(&mut self) -> Result<(), Impossible> {
        // The body ends with a poll; the one before it is for those who come from elsewhere.
        let polls = |ins: &Ins| ins.op == Op::Poll;
        let entry_poll = self.raw.ins.first().is_some_and(polls) && self.raw.ins[1..].iter().any(polls);
        let first = (entry_poll && self.label.is_some()) as usize;
        for i in first..self.raw.ins.len() {
            self.step_at(i)?;
        }
        Ok(())
    }

    pub(super) fn step_at(&mut self, i: usize) -> Result<(), Impossible> {
        let ins = self.raw.ins[i];
        self.at = self.places + ins.at;
        self.map[i] = self.step(&ins)?;
        Ok(())
    }

    /// Ends a trace that is no loop.
    pub(crate) fn end(&mut self, end: &End) {
        self.end = match *end {
            End::Exit { snap } => End::Exit { snap: self.snapshot(snap) },
            End::Header { snap, cell } => {
                self.settle_all();
                End::Header { snap: self.real_snapshot(snap), cell }
            }
            End::Loop { .. } => unreachable!("loops are closed by `peel`"),
        };
    }

    pub(crate) fn finish(mut self) -> (Trace, Vec<u32>) {
        for branch in &self.branches {
            let s = &mut self.snapshots[branch.snap.0 as usize];
            (s.slots, s.writes, s.known) = Default::default();
        }
        let trace = Trace {
            places: self.tree.parts().flat_map(|p| p.trace.places.iter().copied()).collect(),
            consts: self.facts.consts,
            headers: Vec::new(),
            ins: self.facts.ins,
            call_args: self.call_args,
            snapshots: self.snapshots,
            virtuals: self.virtuals,
            label: self.label,
            label_args: self.label_args,
            end: self.end,
            branches: self.branches,
        };
        (trace, self.facts.fired)
    }

    // ------------------------------------------------------------ values

    /// The output's value for a recorded reference.
    pub(crate) fn val(&mut self, r: Ref) -> Val {
        if r.is_const() {
            return Val::Ref(self.facts.constant(self.raw.consts[r.index()]));
        }
        match self.map[r.index()].expect("operands come first") {
            Val::Ref(r) => Val::Ref(self.facts.resolve(r)),
            Val::Virtual(o) => match self.objects[o as usize].real {
                Some(r) => Val::Ref(r),
                None => Val::Virtual(o),
            },
        }
    }

    /// The same as a reference; a virtual object becomes real.
    pub(crate) fn real(&mut self, r: Ref) -> Ref {
        match self.val(r) {
            Val::Ref(r) => r,
            Val::Virtual(o) => self.force(o),
        }
    }

    pub(crate) fn zero(&mut self, ty: Ty) -> Ref {
        self.facts.constant(Const { ty, bits: 0 })
    }

    // ------------------------------------------------------------ emitting

    pub(crate) fn push(&mut self, ins: Ins) -> Ref {
        self.facts.ins.push(Ins { at: self.at, ..ins });
        Ref::ins(self.facts.ins.len() - 1)
    }

    /// A guard without operands.
    pub(crate) fn guard(&mut self, op: Op, snap: SnapId) {
        let r = self.push(Ins::new(op, Ty::Void, &[]));
        self.facts.ins[r.index()].snap = snap;
    }

    /// A pure operation: simplified, found, or emitted.
    pub(crate) fn pure(&mut self, op: Op, ty: Ty, args: &[Ref]) -> Ref {
        let pair = [args.first().copied().unwrap_or(Ref::NONE), args.get(1).copied().unwrap_or(Ref::NONE)];
        if let Some(r) = self.facts.simplify(op, pair) {
            return self.facts.resolve(r);
        }
        if let Some(r) = self.facts.numbered(op, pair) {
            return self.facts.resolve(r);
        }
        let r = self.push(Ins::new(op, ty, args));
        self.facts.number(op, pair, r);
        r
    }

    fn step(&mut self, ins: &Ins) -> Result<Option<Val>, Impossible> {
        let r = match ins.op {
            Op::Slot(offset) => return Ok(Some(self.slot(offset))),
            Op::ExitValue(_) => self.pure(ins.op, ins.ty, &[]),
            Op::OfRef | Op::ToRef => {
                if let v @ Val::Virtual(_) = self.val(ins.args[0]) {
                    return Ok(Some(v));
                }
                let a = self.real(ins.args[0]);
                // An object made here keeps one name, so that its fields are found again.
                if self.facts.ty(a) == Ty::Ref && (ins.op == Op::ToRef || self.facts.is_new(a)) {
                    return Ok(Some(Val::Ref(a)));
                }
                self.pure(ins.op, ins.ty, &[a])
            }
            Op::New(desc, tail) => return Ok(Some(self.new_object(desc, tail, ins.args[0]))),
            Op::GetField(f) => return self.get_field(f, ins).map(Some),
            Op::SetField(f) => return self.set_field(f, ins).map(|()| None),
            Op::GetItem(a) => return self.get_item(a, ins).map(Some),
            Op::SetItem(a) => return self.set_item(a, ins).map(|()| None),
            Op::Call(h) => self.call(h, ins),
            Op::CallCode(_) => self.call_code(ins),
            Op::RaiseNative(_) => {
                self.raise_native(ins);
                return Ok(None);
            }
            Op::ReturnNative(_) => {
                self.settle_all();
                let v = self.real(ins.args[0]);
                self.push(Ins::new(ins.op, Ty::Void, &[v]));
                return Ok(None);
            }
            Op::GuardTrue | Op::GuardFalse => {
                self.guard_test(ins)?;
                return Ok(None);
            }
            Op::AssumeTrue | Op::AssumeFalse => {
                let test = self.real(ins.args[0]);
                self.facts.learn(test, ins.op == Op::AssumeTrue);
                return Ok(None);
            }
            Op::AddOvf | Op::SubOvf | Op::MulOvf => self.checked(ins),
            Op::Poll if self.without_poll => return Ok(None),
            Op::GuardValid => {
                // What was assumed when a bridge was recorded here holds no more: it is no branch.
                let snap = self.snapshot(ins.snap);
                self.guard(Op::GuardValid, snap);
                if self.begins_branch(ins.snap) {
                    self.translated.remove(&ins.snap);
                }
                return Ok(None);
            }
            op if op.is_guard() => {
                let snap = self.exit(ins.snap, None);
                if matches!(op, Op::GuardNoRaise | Op::GuardRaised | Op::GuardReturned) {
                    self.behind_call(snap);
                }
                self.guard(op, snap);
                return Ok(None);
            }
            Op::SameWord | Op::SameRef | Op::IsSmall | Op::IsFloat | Op::IsRef => self.test(ins),
            _ => {
                let args: Vec<Ref> = ins.args.iter().filter(|r| **r != Ref::NONE).copied().collect();
                let args: Vec<Ref> = args.into_iter().map(|a| self.real(a)).collect();
                self.pure(ins.op, ins.ty, &args)
            }
        };
        Ok(Some(Val::Ref(r)))
    }

    /// An input: what the loop carries, or the word in memory.
    pub(super) fn slot(&mut self, offset: i32) -> Val {
        match self.carried.get(&offset) {
            Some(v) => *v,
            None => Val::Ref(self.pure(Op::Slot(offset), Ty::Value, &[])),
        }
    }

    /// Identity and kind tests, which a virtual object answers without becoming real.
    fn test(&mut self, ins: &Ins) -> Ref {
        let a = self.val(ins.args[0]);
        let b = if ins.args[1] == Ref::NONE { None } else { Some(self.val(ins.args[1])) };
        let answer = match (a, b) {
            (Val::Virtual(_), None) => Some(ins.op == Op::IsRef),
            (Val::Virtual(x), Some(Val::Virtual(y))) => Some(x == y),
            (Val::Virtual(_), Some(_)) | (_, Some(Val::Virtual(_))) => Some(false),
            _ => None,
        };
        if let Some(answer) = answer {
            return self.facts.constant(Const { ty: Ty::Bool, bits: answer as u64 });
        }
        let args: Vec<Ref> = [Some(a), b]
            .into_iter()
            .flatten()
            .map(|v| match v {
                Val::Ref(r) => r,
                Val::Virtual(_) => unreachable!("answered above"),
            })
            .collect();
        self.pure(ins.op, Ty::Bool, &args)
    }

    fn guard_test(&mut self, ins: &Ins) -> Result<(), Impossible> {
        let wanted = ins.op == Op::GuardTrue;
        let test = self.real(ins.args[0]);
        if let Some(c) = self.facts.const_of(test) {
            return if (c.bits != 0) == wanted { Ok(()) } else { Err(Impossible) };
        }
        let snap = self.exit(ins.snap, Some((test, !wanted)));
        let r = self.push(Ins::new(ins.op, Ty::Void, &[test]));
        self.facts.ins[r.index()].snap = snap;
        self.facts.learn(test, wanted);
        Ok(())
    }

    /// Arithmetic that exits on overflow; the same sum is taken once.
    fn checked(&mut self, ins: &Ins) -> Ref {
        let args = [self.real(ins.args[0]), self.real(ins.args[1])];
        if let Some(r) = self.facts.simplify(ins.op, args) {
            return self.facts.resolve(r);
        }
        if let Some(r) = self.facts.numbered(ins.op, args) {
            return self.facts.resolve(r);
        }
        if self.facts.cannot_overflow(ins.op, args) {
            let wrapping = if ins.op == Op::AddOvf { Op::SAdd } else { Op::SSub };
            return self.pure(wrapping, ins.ty, &args);
        }
        let snap = self.exit(ins.snap, None);
        let r = self.push(Ins::new(ins.op, ins.ty, &args));
        self.facts.ins[r.index()].snap = snap;
        self.facts.number(ins.op, args, r);
        r
    }

    /// A call of guest code: it sees its arguments, and may write anything that it can reach.
    fn call_code(&mut self, ins: &Ins) -> Ref {
        self.settle_all();
        let raw: Vec<Ref> = self.raw.call_args[ins.call_range()].to_vec();
        let args: Vec<Ref> = raw.into_iter().map(|a| self.real(a)).collect();
        let snap = self.snapshot(ins.snap);
        // Who leaves there has run the callee.
        self.forget_known(snap);
        let mut call = Ins::new(ins.op, ins.ty, &[]);
        call.call_start = self.call_args.len() as u32;
        call.snap = snap;
        self.call_args.extend_from_slice(&args);
        let r = self.push(call);
        self.memory.forget_mutable();
        r
    }

    /// The exception may leave for good: it becomes real.
    fn raise_native(&mut self, ins: &Ins) {
        self.settle_all();
        let raw: Vec<Ref> = self.raw.call_args[ins.call_range()].to_vec();
        let args: Vec<Ref> = raw.into_iter().map(|a| self.real(a)).collect();
        let mut raise = Ins::new(ins.op, Ty::Void, &[]);
        raise.call_start = self.call_args.len() as u32;
        self.call_args.extend_from_slice(&args);
        self.push(raise);
    }

    fn call(&mut self, helper: &'static HelperDesc, ins: &Ins) -> Ref {
        let raw: Vec<Ref> = self.raw.call_args[ins.call_range()].to_vec();
        let args: Vec<Ref> = raw.into_iter().map(|a| self.real(a)).collect();
        if helper.effect == Effect::Elidable
            && let Some(r) = self.elidable.get(&(helper, args.clone()))
        {
            return *r;
        }
        if helper.effect != Effect::Elidable {
            self.settle_all();
        }
        let mut call = Ins::new(ins.op, ins.ty, &[]);
        call.call_start = self.call_args.len() as u32;
        self.call_args.extend_from_slice(&args);
        let r = self.push(call);
        match helper.effect {
            Effect::Elidable => _ = self.elidable.insert((helper, args), r),
            _ if may_write(helper) => self.memory.forget_mutable(),
            _ => {}
        }
        r
    }
}
