//! Closing a loop: the label's parameters from the preamble's end, the body, the way back.
//!
//! ```text
//! slot 3 at the end of the preamble     parameter            at the loop's end
//! box f                                 F64                  unboxed
//! of_small s                            Small                guarded to be small
//! a virtual pair                        its fields'          must be a virtual pair
//! slot 3 as it was                      none                 must be unchanged
//! ```
//! What does not fit at the loop's end is carried as a plain word, and the body is made anew.
//!
//! The body of a short loop that tests nothing but its own end has several rounds: what one round leaves behind is what the next one
//! begins with, and the poll is in the last one only. So a safepoint is at most a few instructions
//! away, and the way back and the poll cost less than half.

use super::emit::{Impossible, Optimizer, Val};
use super::facts::Kind;
use super::{Rounds, Wanted};
use std::collections::HashMap;
use trackway_ir::{End, Ins, Op, Ref, SnapId, Ty, TypeDesc};

/// Rounds in the body at most; a short body has no more instructions.
const ROUNDS: usize = 2;
const SHORT: usize = 64;

/// Attempts at a body; each promises less about some slots than the one before.
const ATTEMPTS: usize = 8;

/// How little is promised about a slot: at first everything that holds at the preamble's end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Promise {
    /// Its kind, or the virtual object's layout, but no constant and no sameness.
    Kind,
    /// Nothing: a word.
    Word,
}

type Promises = HashMap<i32, Promise>;

/// How one slot goes round the loop.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Carry {
    /// This value in every round.
    Same(Ref),
    /// A parameter of this type.
    Param(Ty),
    Object {
        desc: &'static TypeDesc,
        header: Ref,
        fields: Vec<Carry>,
        tail: Vec<Carry>,
    },
    /// An object that an earlier slot carries: its number in the order of carrying.
    Again(usize),
}

/// How each slot goes round the loop, by offset.
pub(super) type Carries = Vec<(i32, Carry)>;

/// The recorded loop's last snapshot: the state at the header.
fn header_snapshot(o: &Optimizer) -> SnapId {
    let poll = o.tree.root.trace.ins.iter().rev().find(|i| i.op == Op::Poll);
    poll.expect("a loop ends with a poll").snap
}

/// Makes the body of a loop whose preamble is done, and its branches.
pub(crate) fn close(mut preamble: Optimizer, wanted: Wanted) -> Result<Optimizer, Impossible> {
    let tree = preamble.tree;
    if tree.grafts.is_empty() {
        return Ok(main_line(&preamble, wanted)?.0);
    }
    let before_body = std::mem::take(&mut preamble.forks);
    preamble.grafted = tree.grafts.iter().map(|g| !g.leaves_loop).collect();
    let (mut o, mut carries) = main_line(&preamble, wanted)?;
    let is_short = o.label.is_some_and(|label| o.facts.ins.len() - label <= SHORT);
    // In a short loop registers belong to the loop: what is further out stays apart. But where exits are not what
    // they were, the old bridges cannot begin there.
    if !is_short || !o.leaves_as(&main_line(&preamble.without_branches(), wanted)?.0) {
        (preamble.grafted, preamble.forks) = (vec![true; tree.grafts.len()], before_body);
        (o, carries) = main_line(&preamble, wanted)?;
    }
    o.grow(Some(&carries));
    Ok(o)
}

/// The loop without its branches, and how slots go round it.
///
/// Where the body contradicts what the preamble leaves behind, the path is that of a last round, or
/// one whose flag changes each time. Another recording may find a better one. If that was tried
/// (`Wanted::one_round`), every slot is carried as a plain word: the body's guards then decide.
fn main_line<'r>(preamble: &Optimizer<'r>, wanted: Wanted) -> Result<(Optimizer<'r>, Carries), Impossible> {
    let mut promises: Promises =
        written_by_branches(preamble).into_iter().map(|offset| (offset, Promise::Kind)).collect();
    for attempt in 0..ATTEMPTS {
        let mut o = preamble.clone();
        let (misfits, carries) = match body(&mut o, &promises, wanted.rounds) {
            Ok(done) => done,
            Err(Impossible) if attempt == 0 && !wanted.one_round => return Err(Impossible),
            Err(Impossible) => break,
        };
        if misfits.is_empty() {
            return Ok((o, carries));
        }
        for offset in misfits {
            let promise = promises.entry(offset).and_modify(|p| *p = Promise::Word);
            promise.or_insert(Promise::Kind);
        }
    }
    let mut o = preamble.clone();
    let words: Promises = header_slots(&o).into_iter().map(|offset| (offset, Promise::Word)).collect();
    let (misfits, carries) = body(&mut o, &words, wanted.rounds)?;
    if misfits.is_empty() { Ok((o, carries)) } else { Err(Impossible) }
}

/// One attempt. Returns the slots that did not fit at the end, and how all are carried.
fn body(o: &mut Optimizer, promises: &Promises, wanted: Rounds) -> Result<(Vec<i32>, Carries), Impossible> {
    o.settle_all();
    let slots = header_slots(o);
    let (inits, carries) = carries(o, &slots, promises);
    o.memory.keep_invariant(&o.looping());
    o.translated.clear();
    o.label = Some(o.facts.ins.len());
    o.label_args = inits;
    let mut made = Vec::new();
    for (offset, carry) in &carries {
        let v = make(o, carry, &mut made);
        o.carried.insert(*offset, v);
    }
    rounds(o, &slots, wanted)?;
    o.settle_all();
    let header = header_snapshot(o);
    let (args, misfits) = fit_all(o, header, &carries);
    o.end = End::Loop { args };
    Ok((misfits, carries))
}

/// How many of these rounds a body may have. A test in the loop would be a bridge in each of them.
fn fitting(round: &[Ins]) -> usize {
    let tests = round.iter().filter(|i| matches!(i.op, Op::GuardTrue | Op::GuardFalse)).count();
    if tests > 1 { 1 } else { (SHORT / round.len().max(1)).min(ROUNDS) }
}

/// Emits the rounds of the body.
///
/// How long one is shows when it has been made, and then its poll is there: so a short one is made
/// again without.
fn rounds(o: &mut Optimizer, slots: &[i32], wanted: Rounds) -> Result<(), Impossible> {
    let start = o.clone();
    let first = o.facts.ins.len();
    o.run()?;
    let rounds = match wanted {
        Rounds::Fitting => fitting(&o.facts.ins[first..]),
        Rounds::Exactly(n) => n,
    };
    if rounds < 2 {
        return Ok(());
    }
    *o = start;
    o.without_poll = true;
    for _ in 1..rounds {
        o.run()?;
        let header = header_snapshot(o);
        let next: Vec<(i32, Val)> =
            slots.iter().map(|offset| (*offset, o.word_at(header, *offset))).collect();
        o.carried.extend(next);
        o.translated.clear();
    }
    o.without_poll = false;
    o.run()
}

/// The slots that a round changes.
fn header_slots(o: &Optimizer) -> Vec<i32> {
    let slots = &o.tree.root.trace.snapshots[header_snapshot(o).0 as usize].slots;
    slots.iter().map(|(offset, _)| *offset).chain(written_by_branches(o)).collect()
}

/// Slots that matter at the header and that the loop leaves alone, but for branches.
fn written_by_branches(o: &Optimizer) -> Vec<i32> {
    let kept = &o.tree.root.trace.snapshots[header_snapshot(o).0 as usize].kept;
    let mut slots: Vec<i32> = o.written().filter(|offset| kept.contains(offset)).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// How each slot is carried, and the first values of the parameters.
///
/// Objects that go as words become real before any other is looked at: one object must not be
/// carried both as a word and as its fields.
fn carries(o: &mut Optimizer, slots: &[i32], promises: &Promises) -> (Vec<Ref>, Carries) {
    let header = header_snapshot(o);
    for offset in slots.iter().filter(|offset| promises.get(offset) == Some(&Promise::Word)) {
        let v = o.word_at(header, *offset);
        o.real_val(v);
    }
    let (mut inits, mut numbering) = (Vec::new(), HashMap::new());
    let carry = |&offset: &i32| {
        let v = o.word_at(header, offset);
        let carry = match (promises.get(&offset), v) {
            (Some(Promise::Word), _) => plain_carry(o, v, &mut inits),
            (Some(Promise::Kind), Val::Ref(r)) => kind_carry(o, r, &mut inits),
            _ => carry_of(o, offset, v, &mut inits, &mut numbering),
        };
        (offset, carry)
    };
    let carries = slots.iter().map(carry).collect();
    (inits, carries)
}

/// The arguments on the way back from a recording's state `header`, and the slots that do not fit. Objects that
/// go as words become real first here too.
fn fit_all(o: &mut Optimizer, header: SnapId, carries: &Carries) -> (Vec<Ref>, Vec<i32>) {
    for (offset, carry) in carries {
        if matches!(carry, Carry::Param(Ty::Value)) {
            let v = o.word_at(header, *offset);
            o.real_val(v);
        }
    }
    let (mut args, mut ends, mut misfits, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (offset, carry) in carries {
        let first = ends.len();
        let v = o.word_at(header, *offset);
        if !fit(o, header, carry, v, &mut args, &mut ends) {
            misfits.push(*offset);
        }
        parts.push((*offset, first..ends.len()));
    }
    // A field of a later slot's object may have made one of these real.
    for (offset, range) in parts {
        let split = ends[range].iter().any(|x| o.objects[*x as usize].real.is_some());
        if split && !misfits.contains(&offset) {
            misfits.push(offset);
        }
    }
    (args, misfits)
}

impl Optimizer<'_> {
    /// The way back to the label from a branch's end at the header, with a poll of its own. It began at `first`.
    /// `None`: its values do not fit.
    pub(super) fn fit_branch(&mut self, header: SnapId, carries: &Carries, first: usize) -> Option<Vec<Ref>> {
        self.settle_all();
        let (args, misfits) = fit_all(self, header, carries);
        if !misfits.is_empty() {
            return None;
        }
        let snap = self.snapshot(header);
        if self.is_unsure(first) {
            self.guard(Op::GuardValid, snap);
        }
        if !self.without_poll {
            self.guard(Op::Poll, snap);
        }
        Some(args)
    }
}

/// A word in a parameter, whatever it is.
fn plain_carry(o: &mut Optimizer, v: Val, inits: &mut Vec<Ref>) -> Carry {
    inits.push(o.real_val(v));
    Carry::Param(Ty::Value)
}

fn carry_of(
    o: &mut Optimizer,
    offset: i32,
    v: Val,
    inits: &mut Vec<Ref>,
    numbering: &mut HashMap<u32, usize>,
) -> Carry {
    let object = match v {
        Val::Ref(r) => return carry_of_ref(o, offset, r, inits),
        Val::Virtual(x) => x,
    };
    if let Some(n) = numbering.get(&object) {
        return Carry::Again(*n);
    }
    numbering.insert(object, numbering.len());
    let x = o.objects[object as usize].clone();
    let mut part = |v: &Val| {
        let v = match *v {
            Val::Virtual(y) => o.objects[y as usize].real.map_or(*v, Val::Ref),
            v => v,
        };
        carry_of(o, i32::MIN, v, inits, numbering)
    };
    let fields = x.fields.iter().map(&mut part).collect();
    let tail = x.tail.iter().map(&mut part).collect();
    Carry::Object { desc: x.desc, header: x.header, fields, tail }
}

fn carry_of_ref(o: &mut Optimizer, offset: i32, r: Ref, inits: &mut Vec<Ref>) -> Carry {
    let r = o.facts.resolve(r);
    if r.is_const() || o.facts.def(r) == Some(Op::Slot(offset)) {
        return Carry::Same(r);
    }
    kind_carry(o, r, inits)
}

/// A parameter of the value's kind.
fn kind_carry(o: &mut Optimizer, r: Ref, inits: &mut Vec<Ref>) -> Carry {
    let r = o.facts.resolve(r);
    let (ty, init) = match (o.facts.ty(r), o.facts.kind(r)) {
        (Ty::Value, Some(Kind::Small)) => (Ty::Small, o.pure(Op::ToSmall, Ty::Small, &[r])),
        (Ty::Value, Some(Kind::Float)) => (Ty::F64, o.pure(Op::Unbox, Ty::F64, &[r])),
        (ty, _) => (ty, r),
    };
    inits.push(init);
    Carry::Param(ty)
}

/// The value at the label, its parameters emitted.
fn make(o: &mut Optimizer, carry: &Carry, made: &mut Vec<u32>) -> Val {
    match carry {
        Carry::Same(r) => Val::Ref(*r),
        Carry::Param(ty) => {
            let p = o.push(Ins::new(Op::Param, *ty, &[]));
            Val::Ref(match ty {
                Ty::Small => p_boxed(o, Op::OfSmall, p),
                Ty::F64 => p_boxed(o, Op::Box, p),
                _ => p,
            })
        }
        Carry::Object { desc, header, fields, tail } => {
            let empty = super::virtuals::VirtualObject {
                desc,
                header: *header,
                fields: Vec::new(),
                tail: Vec::new(),
                real: None,
            };
            o.objects.push(empty);
            let x = o.objects.len() - 1;
            made.push(x as u32);
            let field_vals =
                fields.iter().zip(desc.fields).map(|(c, f)| make_part(o, c, f.ty, made)).collect();
            let element = desc.tail.map_or(Ty::Value, |(_, a)| a.ty);
            let tail_vals = tail.iter().map(|c| make_part(o, c, element, made)).collect();
            o.objects[x].fields = field_vals;
            o.objects[x].tail = tail_vals;
            Val::Virtual(x as u32)
        }
        Carry::Again(n) => Val::Virtual(made[*n]),
    }
}

/// A part of an object: of the field's own type.
fn make_part(o: &mut Optimizer, carry: &Carry, ty: Ty, made: &mut Vec<u32>) -> Val {
    match carry {
        Carry::Param(t) if *t == ty => Val::Ref(o.push(Ins::new(Op::Param, ty, &[]))),
        _ => make(o, carry, made),
    }
}

fn p_boxed(o: &mut Optimizer, op: Op, p: Ref) -> Ref {
    // Parameters come first in the body; the conversion is found by its number later.
    let r = o.push(Ins::new(op, Ty::Value, &[p]));
    o.facts.number(op, [p, Ref::NONE], r);
    r
}

/// Appends the arguments for `carry` from the value at the loop's end; false if it does not fit.
fn fit(
    o: &mut Optimizer,
    at: SnapId,
    carry: &Carry,
    v: Val,
    args: &mut Vec<Ref>,
    ends: &mut Vec<u32>,
) -> bool {
    let v = match v {
        Val::Virtual(x) => o.objects[x as usize].real.map_or(v, Val::Ref),
        Val::Ref(r) => Val::Ref(o.facts.resolve(r)),
    };
    match (carry, v) {
        (Carry::Same(r), Val::Ref(x)) => *r == x,
        (Carry::Param(ty), Val::Ref(x)) => fit_param(o, at, *ty, x, args),
        (Carry::Param(Ty::Value), Val::Virtual(x)) => {
            args.push(o.force(x));
            true
        }
        (Carry::Object { desc, header, fields, tail }, Val::Virtual(x)) => {
            let object = o.objects[x as usize].clone();
            let same = *desc == object.desc && *header == object.header && tail.len() == object.tail.len();
            if !same || ends.contains(&x) {
                return false;
            }
            ends.push(x);
            let mut fits = |c: &Carry, v: &Val| fit(o, at, c, *v, args, ends);
            fields.iter().zip(&object.fields).all(|(c, v)| fits(c, v))
                && tail.iter().zip(&object.tail).all(|(c, v)| fits(c, v))
        }
        (Carry::Again(n), Val::Virtual(x)) => ends.get(*n) == Some(&x),
        _ => false,
    }
}

fn fit_param(o: &mut Optimizer, at: SnapId, ty: Ty, x: Ref, args: &mut Vec<Ref>) -> bool {
    let have = o.facts.ty(x);
    if have == ty {
        args.push(x);
        return true;
    }
    let wanted = match ty {
        Ty::Small => (Kind::Small, Op::IsSmall, Op::ToSmall),
        Ty::F64 => (Kind::Float, Op::IsFloat, Op::Unbox),
        Ty::Value if matches!(have, Ty::Small | Ty::Ref | Ty::F64) => {
            let op = [Op::OfSmall, Op::OfRef, Op::Box]
                [[Ty::Small, Ty::Ref, Ty::F64].iter().position(|t| *t == have).unwrap_or(0)];
            let boxed = o.pure(op, Ty::Value, &[x]);
            args.push(boxed);
            return true;
        }
        _ => return false,
    };
    if have != Ty::Value {
        return false;
    }
    match o.facts.kind(x) {
        Some(k) if k == wanted.0 => {}
        Some(_) => return false,
        None => {
            let test = o.pure(wanted.1, Ty::Bool, &[x]);
            if let Some(c) = o.facts.const_of(test) {
                if c.bits == 0 {
                    return false;
                }
            } else {
                let snap = o.snapshot(at);
                let g = o.push(Ins::new(Op::GuardTrue, Ty::Void, &[test]));
                o.facts.ins[g.index()].snap = snap;
                o.facts.learn(test, true);
            }
        }
    }
    let x = o.facts.resolve(x);
    args.push(o.pure(wanted.2, ty, &[x]));
    true
}
