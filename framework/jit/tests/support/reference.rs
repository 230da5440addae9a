//! Pure operations as their documentation states them, on plain integers: shifted words are taken
//! apart, nothing is done on tagged words.

use super::world::World;
use trackway_gc::Value;
use trackway_ir::Op;

fn small(i: i64) -> u64 {
    (i << 1) as u64
}

fn fits(i: i128) -> bool {
    (-(1 << 62)..1 << 62).contains(&i)
}

/// The result of a pure operation or of checked arithmetic; `None`: it overflows.
pub fn pure(world: &mut World, op: Op, a: u64, b: u64) -> Option<u64> {
    if let Some(word) = words(world, op, a, b) {
        return Some(word);
    }
    let (x, y) = (a as i64 >> 1, b as i64 >> 1);
    let wide = match op {
        Op::AddOvf | Op::AddOverflows => x as i128 + y as i128,
        Op::SubOvf | Op::SubOverflows => x as i128 - y as i128,
        Op::MulOvf | Op::MulOverflows => x as i128 * y as i128,
        _ => return Some(smalls(op, x, y).or_else(|| ints(op, a, b)).unwrap_or_else(|| doubles(op, a, b))),
    };
    match op {
        Op::AddOverflows | Op::SubOverflows | Op::MulOverflows => Some(!fits(wide) as u64),
        _ => fits(wide).then_some(small(wide as i64)),
    }
}

fn words(world: &mut World, op: Op, a: u64, b: u64) -> Option<u64> {
    Some(match op {
        Op::IsSmall => (a & 1 == 0) as u64,
        Op::IsFloat => world.float(a).is_some() as u64,
        Op::IsRef => (a & 3 == 1 && world.float(a).is_none()) as u64,
        Op::ToSmall | Op::ToRef | Op::OfSmall | Op::OfRef => a,
        Op::Unbox => world.float(a).expect("a double").to_bits(),
        Op::Box => world.boxed(f64::from_bits(a)),
        Op::SameWord | Op::SameRef => (a == b) as u64,
        _ => return None,
    })
}

fn smalls(op: Op, x: i64, y: i64) -> Option<u64> {
    Some(match op {
        Op::SAdd => small(x.wrapping_add(y)),
        Op::SSub => small(x.wrapping_sub(y)),
        Op::SMul => small(x.wrapping_mul(y)),
        Op::SAnd => small(x & y),
        Op::SOr => small(x | y),
        Op::SXor => small(x ^ y),
        Op::SMin => small(x.min(y)),
        Op::SMax => small(x.max(y)),
        Op::SNot => small(!x),
        Op::SLt => (x < y) as u64,
        Op::SLe => (x <= y) as u64,
        Op::SEq => (x == y) as u64,
        Op::SToI64 => x as u64,
        Op::SToF => (x as f64).to_bits(),
        _ => return None,
    })
}

fn ints(op: Op, a: u64, b: u64) -> Option<u64> {
    let (x, y) = (a as i64, b as i64);
    Some(match op {
        Op::I64ToS => small(x),
        Op::IAdd => a.wrapping_add(b),
        Op::ISub => a.wrapping_sub(b),
        Op::IMul => a.wrapping_mul(b),
        Op::IAnd => a & b,
        Op::IOr => a | b,
        Op::IXor => a ^ b,
        Op::IShl => a.wrapping_shl(b as u32),
        Op::IShr => a.wrapping_shr(b as u32),
        Op::ILt => (x < y) as u64,
        Op::ILe => (x <= y) as u64,
        Op::IULt => (a < b) as u64,
        Op::IEq => (a == b) as u64,
        Op::IFits => fits(x as i128) as u64,
        _ => return None,
    })
}

fn doubles(op: Op, a: u64, b: u64) -> u64 {
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    let number = match op {
        Op::FAdd => x + y,
        Op::FSub => x - y,
        Op::FMul => x * y,
        Op::FDiv => x / y,
        Op::FNeg => -x,
        Op::FAbs => x.abs(),
        Op::FSqrt => x.sqrt(),
        Op::FFloor => x.floor(),
        Op::FCeil => x.ceil(),
        Op::FTrunc => x.trunc(),
        Op::FLt => return (x < y) as u64,
        Op::FLe => return (x <= y) as u64,
        Op::FEq => return (x == y) as u64,
        _ => panic!("{op:?} is not in the reference"),
    };
    number.to_bits()
}

/// An immediate double's value.
pub fn immediate(word: u64) -> Option<f64> {
    if word & 3 == 3 { Value::from_bits(word).as_float() } else { None }
}
