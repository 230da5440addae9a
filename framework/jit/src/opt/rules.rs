//! Algebra on pure operations: named rules, tried in order.
//!
//! ```text
//! to_small (of_small x)  ->  x            to_small_of_small
//! is_float (box f)       ->  true         kind_known
//! s_lt x, x              ->  false        compare_self
//! ```
//! A rule sees the operation with its operands resolved and answers with an existing value or a
//! constant; it emits nothing. To add one: append it here, give the tests a trace on which it
//! fires, and, for arithmetic, a line in the exhaustive proof at 8 bits.

use super::facts::{Facts, Kind};
use trackway_gc::Value;
use trackway_ir::{Const, Op, Ref, Ty};

/// What a rule makes of an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rewrite {
    Value(Ref),
    Const(Const),
}

/// A named rule.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) apply: fn(&Facts, Op, [Ref; 2]) -> Option<Rewrite>,
}

/// Every rule, in the order in which they are tried.
pub(crate) static RULES: &[Rule] = &[
    Rule { name: "to_small_of_small", apply: |f, op, [a, _]| f.inverse(op, Op::ToSmall, a, Op::OfSmall) },
    Rule { name: "of_small_to_small", apply: |f, op, [a, _]| f.inverse(op, Op::OfSmall, a, Op::ToSmall) },
    Rule { name: "to_ref_of_ref", apply: |f, op, [a, _]| f.inverse(op, Op::ToRef, a, Op::OfRef) },
    Rule { name: "of_ref_to_ref", apply: |f, op, [a, _]| f.inverse(op, Op::OfRef, a, Op::ToRef) },
    Rule { name: "unbox_box", apply: |f, op, [a, _]| f.inverse(op, Op::Unbox, a, Op::Box) },
    Rule { name: "box_unbox", apply: |f, op, [a, _]| f.inverse(op, Op::Box, a, Op::Unbox) },
    Rule { name: "s_to_i64_of_i64", apply: |f, op, [a, _]| f.inverse(op, Op::SToI64, a, Op::I64ToS) },
    Rule { name: "i64_to_s_of_s", apply: |f, op, [a, _]| f.inverse(op, Op::I64ToS, a, Op::SToI64) },
    Rule { name: "f_neg_f_neg", apply: |f, op, [a, _]| f.inverse(op, Op::FNeg, a, Op::FNeg) },
    Rule { name: "kind_known", apply: kind_known },
    Rule { name: "kinds_differ", apply: kinds_differ },
    Rule { name: "fits_of_small", apply: fits_of_small },
    Rule { name: "add_zero", apply: |f, op, [a, b]| f.unit(op, &[Op::AddOvf, Op::SAdd, Op::IAdd], a, b, 0) },
    Rule { name: "sub_zero", apply: |f, op, [a, b]| f.unit(op, &[Op::SubOvf, Op::SSub, Op::ISub], a, b, 0) },
    Rule { name: "mul_one", apply: mul_one },
    Rule { name: "f_mul_one", apply: f_mul_one },
    Rule { name: "sub_self", apply: sub_self },
    Rule { name: "compare_self", apply: compare_self },
    Rule { name: "and_or_self", apply: and_or_self },
    Rule { name: "overflow_free", apply: overflow_free },
];

fn truth(b: bool) -> Option<Rewrite> {
    Some(Rewrite::Const(Const { ty: Ty::Bool, bits: b as u64 }))
}

/// The kind of the operand decides the test.
fn kind_known(f: &Facts, op: Op, [a, _]: [Ref; 2]) -> Option<Rewrite> {
    use Kind::*;
    let kind = || f.kind(a);
    match op {
        Op::IsSmall => kind().map_or_else(|| f.excluded(a, Small), |k| Some(k == Small)),
        Op::IsFloat => kind().map_or_else(|| f.excluded(a, Float), |k| Some(k == Float)),
        Op::IsRef => kind().map(|k| k == Ref),
        _ => None,
    }
    .and_then(truth)
}

/// Words of different kinds are not the same word.
fn kinds_differ(f: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    if op != Op::SameWord {
        return None;
    }
    // What a constant pointer leads to is not always known: a boxed double, or another object.
    let pointer = |r| f.const_of(r).is_some_and(|c| Value::from_bits(c.bits).is_pointer());
    let differ = match (f.kind(a), f.kind(b)) {
        (Some(x), Some(y)) => x != y,
        (Some(Kind::Small), None) => pointer(b),
        (None, Some(Kind::Small)) => pointer(a),
        _ => false,
    };
    if differ { truth(false) } else { None }
}

/// A machine integer that came from a small one fits.
fn fits_of_small(f: &Facts, op: Op, [a, _]: [Ref; 2]) -> Option<Rewrite> {
    if op == Op::IFits && f.def(a)? == Op::SToI64 { truth(true) } else { None }
}

fn mul_one(f: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    match op {
        Op::MulOvf | Op::SMul => f.unit(op, &[op], a, b, 2),
        Op::IMul => f.unit(op, &[op], a, b, 1),
        _ => None,
    }
}

/// Exact for every double, NaN included.
fn f_mul_one(f: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    if op == Op::FDiv || op == Op::FMul { f.unit(op, &[op], a, b, 1.0f64.to_bits()) } else { None }
}

fn sub_self(_: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    let ty = match op {
        Op::SubOvf | Op::SSub | Op::SXor => Ty::Small,
        Op::ISub | Op::IXor => Ty::I64,
        _ => return None,
    };
    if a == b { Some(Rewrite::Const(Const { ty, bits: 0 })) } else { None }
}

/// Not for doubles: NaN differs from itself.
fn compare_self(_: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    if a != b {
        return None;
    }
    match op {
        Op::SLt | Op::ILt | Op::IULt => truth(false),
        Op::SLe | Op::ILe | Op::SEq | Op::IEq | Op::SameWord | Op::SameRef => truth(true),
        _ => None,
    }
}

fn and_or_self(_: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    let idempotent = matches!(op, Op::SAnd | Op::SOr | Op::SMin | Op::SMax | Op::IAnd | Op::IOr);
    if idempotent && a == b { Some(Rewrite::Value(a)) } else { None }
}

/// An addition that was done without overflow does not overflow.
fn overflow_free(f: &Facts, op: Op, [a, b]: [Ref; 2]) -> Option<Rewrite> {
    let done = match op {
        Op::AddOverflows => Op::AddOvf,
        Op::SubOverflows => Op::SubOvf,
        Op::MulOverflows => Op::MulOvf,
        _ => return None,
    };
    f.numbered(done, [a, b])?;
    truth(false)
}
