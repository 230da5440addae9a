//! What is known about values: constants they equal, kinds, and which computation made them.

use super::rules::{RULES, Rewrite};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use trackway_gc::{BoxedFloat, Object, Value};
use trackway_ir::{Const, Ins, Op, Ref, Ty};

/// The kind of a guest word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Small,
    Float,
    Ref,
}

/// Facts hold from where they were learnt to the end of the trace; they are about values, never
/// about memory, so they survive the loop's back edge.
#[derive(Clone, Default)]
pub(crate) struct Facts {
    pub(crate) consts: Vec<Const>,
    const_index: HashMap<(Ty, u64), Ref>,
    /// Mirrors the output's instructions, for looking at definitions.
    pub(crate) ins: Vec<Ins>,
    numbers: HashMap<(Op, Ref, Ref), Ref>,
    equal: HashMap<Ref, Ref>,
    kinds: HashMap<Ref, Kind>,
    not_small: HashSet<Ref>,
    not_float: HashSet<Ref>,
    /// Small integers known to be less, or greater, than another one: one step that way cannot
    /// overflow.
    below: HashSet<Ref>,
    above: HashSet<Ref>,
    /// How often each rule fired.
    pub(crate) fired: Vec<u32>,
}

/// The part of [`Facts`] that is emitted.
pub(super) struct Emitted {
    consts: Vec<Const>,
    const_index: HashMap<(Ty, u64), Ref>,
    ins: Vec<Ins>,
    fired: Vec<u32>,
}

impl Facts {
    pub(super) fn take_emitted(&mut self) -> Emitted {
        Emitted {
            consts: std::mem::take(&mut self.consts),
            const_index: std::mem::take(&mut self.const_index),
            ins: std::mem::take(&mut self.ins),
            fired: std::mem::take(&mut self.fired),
        }
    }

    pub(super) fn put_emitted(&mut self, e: Emitted) {
        (self.consts, self.const_index) = (e.consts, e.const_index);
        (self.ins, self.fired) = (e.ins, e.fired);
    }

    pub(crate) fn constant(&mut self, c: Const) -> Ref {
        let next = Ref::constant(self.consts.len());
        let r = *self.const_index.entry((c.ty, c.bits)).or_insert(next);
        if r == next {
            self.consts.push(c);
        }
        r
    }

    pub(crate) fn const_of(&self, r: Ref) -> Option<Const> {
        if r.is_const() { Some(self.consts[r.index()]) } else { None }
    }

    pub(crate) fn ty(&self, r: Ref) -> Ty {
        if r.is_const() { self.consts[r.index()].ty } else { self.ins[r.index()].ty }
    }

    pub(crate) fn know_kind(&mut self, c: Const, kind: Kind) {
        let r = self.constant(c);
        self.kinds.insert(r, kind);
    }

    /// The op that computes a value.
    pub(crate) fn def(&self, r: Ref) -> Option<Op> {
        if r.is_const() || r == Ref::NONE { None } else { Some(self.ins[r.index()].op) }
    }

    /// An object that this trace allocates.
    pub(crate) fn is_new(&self, r: Ref) -> bool {
        matches!(self.def(r), Some(Op::New(..)))
    }

    /// The value, or the constant it is known to equal.
    pub(crate) fn resolve(&self, r: Ref) -> Ref {
        self.equal.get(&r).copied().unwrap_or(r)
    }

    pub(crate) fn kind(&self, r: Ref) -> Option<Kind> {
        if let Some(k) = self.kinds.get(&r) {
            return Some(*k);
        }
        if let Some(c) = self.const_of(r) {
            let v = Value::from_bits(c.bits);
            return match c.ty {
                Ty::Value if v.is_small() => Some(Kind::Small),
                Ty::Value if v.is_immediate_float() => Some(Kind::Float),
                _ => None,
            };
        }
        match self.def(r)? {
            Op::OfSmall => Some(Kind::Small),
            Op::Box => Some(Kind::Float),
            Op::OfRef => Some(Kind::Ref),
            Op::New(desc, _) if desc.type_id != BoxedFloat::ID => Some(Kind::Ref),
            _ => None,
        }
    }

    /// `Some(false)` if the value is known not to be of this kind.
    pub(crate) fn excluded(&self, r: Ref, kind: Kind) -> Option<bool> {
        let table = if kind == Kind::Small { &self.not_small } else { &self.not_float };
        if table.contains(&r) { Some(false) } else { None }
    }

    /// `outer (inner x)` is x.
    pub(crate) fn inverse(&self, op: Op, outer: Op, a: Ref, inner: Op) -> Option<Rewrite> {
        if op == outer && self.def(a)? == inner {
            return Some(Rewrite::Value(self.resolve(self.ins[a.index()].args[0])));
        }
        None
    }

    /// `a op unit` is a; and `unit op a` where the op commutes.
    pub(crate) fn unit(&self, op: Op, ops: &[Op], a: Ref, b: Ref, unit: u64) -> Option<Rewrite> {
        if !ops.contains(&op) {
            return None;
        }
        let is_unit = |r: Ref| self.const_of(r).is_some_and(|c| c.bits == unit);
        if is_unit(b) {
            return Some(Rewrite::Value(a));
        }
        if op.commutes() && is_unit(a) { Some(Rewrite::Value(b)) } else { None }
    }

    fn key(op: Op, [a, b]: [Ref; 2]) -> (Op, Ref, Ref) {
        if op.commutes() && b < a { (op, b, a) } else { (op, a, b) }
    }

    /// The earlier result of the same computation.
    pub(crate) fn numbered(&self, op: Op, args: [Ref; 2]) -> Option<Ref> {
        self.numbers.get(&Facts::key(op, args)).copied()
    }

    pub(crate) fn number(&mut self, op: Op, args: [Ref; 2], r: Ref) {
        self.numbers.insert(Facts::key(op, args), r);
    }

    /// What the rules, or evaluation, make of the operation.
    pub(crate) fn simplify(&mut self, op: Op, args: [Ref; 2]) -> Option<Ref> {
        if let Some(a) = self.const_of(args[0])
            && (args[1] == Ref::NONE || args[1].is_const())
            && let Some(c) = super::eval::eval(op, a, self.const_of(args[1]))
        {
            return Some(self.constant(c));
        }
        self.fired.resize(RULES.len(), 0);
        for (i, rule) in RULES.iter().enumerate() {
            if let Some(rewrite) = (rule.apply)(self, op, args) {
                self.fired[i] += 1;
                return Some(match rewrite {
                    Rewrite::Value(r) => r,
                    Rewrite::Const(c) => self.constant(c),
                });
            }
        }
        None
    }

    // ------------------------------------------------------------ learning

    fn equate(&mut self, r: Ref, c: Ref) {
        if r.is_const() {
            return;
        }
        if let Some(k) = self.kind(r) {
            self.kinds.insert(c, k);
        }
        self.equal.insert(r, c);
    }

    /// A test is known to come out as `outcome` from here on.
    pub(crate) fn learn(&mut self, test: Ref, outcome: bool) {
        let Some(op) = self.def(test) else { return };
        let [a, b, _] = self.ins[test.index()].args;
        let c = self.constant(Const { ty: Ty::Bool, bits: outcome as u64 });
        self.equate(test, c);
        match (op, outcome) {
            (Op::IsSmall, true) => _ = self.kinds.insert(a, Kind::Small),
            (Op::IsFloat, true) => _ = self.kinds.insert(a, Kind::Float),
            (Op::IsRef, true) => _ = self.kinds.insert(a, Kind::Ref),
            (Op::IsSmall, false) => self.exclude(a, Kind::Small),
            (Op::IsFloat, false) => self.exclude(a, Kind::Float),
            (Op::SLt, true) | (Op::SLe, false) => self.learn_order(a, b, outcome),
            (Op::SEq | Op::IEq | Op::SameWord | Op::SameRef, true) => self.learn_equal(a, b),
            _ => {}
        }
    }

    /// `a < b`; where `straight` is false, `b < a`.
    fn learn_order(&mut self, a: Ref, b: Ref, straight: bool) {
        let (low, high) = if straight { (a, b) } else { (b, a) };
        self.below.insert(low);
        self.above.insert(high);
    }

    /// The checked operation cannot overflow: one step from a number towards one that is further.
    pub(crate) fn cannot_overflow(&self, op: Op, [a, b]: [Ref; 2]) -> bool {
        let step = |r: Ref, by: i64| self.const_of(r).is_some_and(|c| c.bits as i64 == 2 * by);
        match op {
            Op::AddOvf => {
                step(b, 1) && self.below.contains(&a)
                    || step(a, 1) && self.below.contains(&b)
                    || step(b, -1) && self.above.contains(&a)
            }
            Op::SubOvf => step(b, 1) && self.above.contains(&a) || step(b, -1) && self.below.contains(&a),
            _ => false,
        }
    }

    fn exclude(&mut self, r: Ref, kind: Kind) {
        if kind == Kind::Small {
            self.not_small.insert(r);
        } else {
            self.not_float.insert(r);
        }
        if self.not_small.contains(&r) && self.not_float.contains(&r) {
            self.kinds.insert(r, Kind::Ref);
        }
    }

    fn learn_equal(&mut self, a: Ref, b: Ref) {
        let (x, c) = match (a.is_const(), b.is_const()) {
            (false, true) => (a, b),
            (true, false) => (b, a),
            _ => return,
        };
        self.equate(x, c);
        let inner = match self.def(x) {
            Some(Op::OfSmall) => Ty::Small,
            Some(Op::OfRef) => Ty::Ref,
            _ => return,
        };
        let typed = Const { ty: inner, bits: self.consts[c.index()].bits };
        let typed = self.constant(typed);
        self.equate(self.ins[x.index()].args[0], typed);
    }
}
