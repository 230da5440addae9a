//! Constant evaluation of pure operations.

use trackway_gc::{Small, Value};
use trackway_ir::{Const, Op, Ty};

/// The result of `op` on constants, where it does not depend on memory.
pub(crate) fn eval(op: Op, a: Const, b: Option<Const>) -> Option<Const> {
    let b = b.unwrap_or(Const { ty: Ty::Void, bits: 0 });
    words(op, a.bits, b.bits).or_else(|| smalls(op, a.bits as i64, b.bits as i64)).or_else(|| {
        let (x, y) = (f64::from_bits(a.bits), f64::from_bits(b.bits));
        ints(op, a.bits as i64, b.bits as i64).or_else(|| doubles(op, x, y))
    })
}

fn boolean(b: bool) -> Option<Const> {
    Some(Const { ty: Ty::Bool, bits: b as u64 })
}

fn small(word: i64) -> Option<Const> {
    Some(Const { ty: Ty::Small, bits: word as u64 })
}

fn int(i: i64) -> Option<Const> {
    Some(Const { ty: Ty::I64, bits: i as u64 })
}

fn double(f: f64) -> Option<Const> {
    Some(Const { ty: Ty::F64, bits: f.to_bits() })
}

/// Guest words. Whether a pointer is a boxed double is not known here.
fn words(op: Op, a: u64, b: u64) -> Option<Const> {
    let v = Value::from_bits(a);
    match op {
        Op::IsSmall => boolean(v.is_small()),
        Op::IsFloat if !v.is_pointer() => boolean(v.is_immediate_float()),
        Op::IsRef if !v.is_pointer() => boolean(false),
        Op::ToSmall => small(a as i64),
        Op::ToRef => Some(Const { ty: Ty::Ref, bits: a }),
        Op::Unbox if !v.is_pointer() => double(v.as_float()?),
        Op::OfSmall | Op::OfRef => Some(Const { ty: Ty::Value, bits: a }),
        Op::Box => Value::immediate_float(f64::from_bits(a)).map(|v| Const { ty: Ty::Value, bits: v.bits() }),
        Op::SameWord | Op::SameRef => boolean(a == b),
        _ => None,
    }
}

fn smalls(op: Op, a: i64, b: i64) -> Option<Const> {
    match op {
        Op::AddOvf => a.checked_add(b).and_then(small),
        Op::SubOvf => a.checked_sub(b).and_then(small),
        Op::MulOvf => (a >> 1).checked_mul(b).and_then(small),
        Op::AddOverflows => boolean(a.checked_add(b).is_none()),
        Op::SubOverflows => boolean(a.checked_sub(b).is_none()),
        Op::MulOverflows => boolean((a >> 1).checked_mul(b).is_none()),
        Op::SAdd => small(a.wrapping_add(b)),
        Op::SSub => small(a.wrapping_sub(b)),
        Op::SMul => small((a >> 1).wrapping_mul(b)),
        Op::SAnd => small(a & b),
        Op::SOr => small(a | b),
        Op::SXor => small(a ^ b),
        Op::SMin => small(a.min(b)),
        Op::SMax => small(a.max(b)),
        Op::SNot => small(!a ^ 1),
        Op::SLt => boolean(a < b),
        Op::SLe => boolean(a <= b),
        Op::SEq => boolean(a == b),
        Op::SToI64 => int(a >> 1),
        Op::SToF => double((a >> 1) as f64),
        _ => None,
    }
}

fn ints(op: Op, a: i64, b: i64) -> Option<Const> {
    match op {
        Op::I64ToS => small(Small::wrapping(a).word()),
        Op::IAdd => int(a.wrapping_add(b)),
        Op::ISub => int(a.wrapping_sub(b)),
        Op::IMul => int(a.wrapping_mul(b)),
        Op::IAnd => int(a & b),
        Op::IOr => int(a | b),
        Op::IXor => int(a ^ b),
        Op::IShl => int(a << (b & 63)),
        Op::IShr => int((a as u64 >> (b & 63)) as i64),
        Op::ILt => boolean(a < b),
        Op::ILe => boolean(a <= b),
        Op::IULt => boolean((a as u64) < b as u64),
        Op::IEq => boolean(a == b),
        Op::IFits => boolean(Small::new(a).is_some()),
        _ => None,
    }
}

fn doubles(op: Op, x: f64, y: f64) -> Option<Const> {
    match op {
        Op::FAdd => double(x + y),
        Op::FSub => double(x - y),
        Op::FMul => double(x * y),
        Op::FDiv => double(x / y),
        Op::FNeg => double(-x),
        Op::FAbs => double(x.abs()),
        Op::FSqrt => double(x.sqrt()),
        Op::FFloor => double(x.floor()),
        Op::FCeil => double(x.ceil()),
        Op::FTrunc => double(x.trunc()),
        Op::FLt => boolean(x < y),
        Op::FLe => boolean(x <= y),
        Op::FEq => boolean(x == y),
        _ => None,
    }
}
