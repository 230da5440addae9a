//! Guards that a later one implies.
//!
//! ```text
//! v1 = i_eq v0, 7      guard_false v1 @s3
//! v2 = i_eq v0, 9      guard_true v2 @s3        the first guard goes
//! ```
//! What an op asks before it finds the kind or type that a value has: each test leaves a guard, and all lead to the op's
//! one snapshot. Where nothing but tests lies between them, only the last matters, which fails wherever an
//! earlier one would.
//!
//! Input: an optimised trace. Output: the guards to drop; nothing else changes.

use trackway_ir::{Op, Ref, Trace, Ty};

/// What a guard makes certain about a value.
#[derive(Clone, Copy)]
enum Certain {
    /// The value, and the word that it is.
    Is(Ref, u64),
    /// The value, and the test for its kind.
    Kind(Ref, Op),
}

/// For each instruction, whether it is such a guard.
pub(crate) fn implied(t: &Trace) -> Vec<bool> {
    let mut implied = vec![false; t.ins.len()];
    for (i, ins) in t.ins.iter().enumerate() {
        let Some(certain) = certain(t, i) else { continue };
        let same_place = t.ins[..i].iter().enumerate().rev();
        for (j, earlier) in
            same_place.take_while(|(_, e)| is_test(e.op) || is_decision(e.op) && e.snap == ins.snap)
        {
            if earlier.op == Op::GuardFalse && excludes(t, certain, earlier.args[0]) {
                implied[j] = true;
            }
        }
    }
    implied
}

fn is_decision(op: Op) -> bool {
    matches!(op, Op::GuardTrue | Op::GuardFalse)
}

fn is_kind(op: Op) -> bool {
    matches!(op, Op::IsSmall | Op::IsFloat | Op::IsRef)
}

fn is_equality(op: Op) -> bool {
    matches!(op, Op::IEq | Op::SEq | Op::SameWord | Op::SameRef)
}

/// Tests of words that look at no memory; `is_float` and `is_ref` look at the header of a pointer, which any word that
/// passes for one has.
fn is_test(op: Op) -> bool {
    is_kind(op) || is_equality(op)
}

/// What the guard at `i` makes certain, if it is one of these.
fn certain(t: &Trace, i: usize) -> Option<Certain> {
    let guard = &t.ins[i];
    let test = guard.args[0];
    if guard.op != Op::GuardTrue || test.is_const() {
        return None;
    }
    let op = t.ins[test.index()].op;
    if is_kind(op) {
        return Some(Certain::Kind(t.ins[test.index()].args[0], op));
    }
    equality(t, test).map(|(v, c)| Certain::Is(v, c))
}

/// The value and the constant that a test compares.
fn equality(t: &Trace, test: Ref) -> Option<(Ref, u64)> {
    let ins = t.ins[test.index()];
    let [a, b, _] = ins.args;
    match (is_equality(ins.op), a.is_const(), b.is_const()) {
        (true, false, true) => Some((a, t.consts[b.index()].bits)),
        (true, true, false) => Some((b, t.consts[a.index()].bits)),
        _ => None,
    }
}

/// Whether the test must come out false.
fn excludes(t: &Trace, certain: Certain, test: Ref) -> bool {
    if test.is_const() {
        return false;
    }
    let ins = t.ins[test.index()];
    match certain {
        Certain::Is(v, word) => equality(t, test).is_some_and(|(x, other)| x == v && other != word),
        Certain::Kind(v, kind) if is_kind(ins.op) => ins.args[0] == v && ins.op != kind,
        Certain::Kind(v, kind) => {
            let small = |word: u64| word & 1 == 0;
            let differs = |word: u64| small(word) != (kind == Op::IsSmall);
            t.ty(v) == Ty::Value && equality(t, test).is_some_and(|(x, word)| x == v && differs(word))
        }
    }
}
