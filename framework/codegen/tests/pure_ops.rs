//! Every pure op against a plain Rust evaluation, on edge and random values, with its operands in
//! registers or constant, and its truth value in a register or tested by a guard.

mod support;

use support::{Build, Rig, word};
use trackway_ir::{Op, Trace, Ty};

/// 63-bit values.
fn small_edges() -> Vec<i64> {
    let (max, min) = ((1i64 << 62) - 1, -(1i64 << 62));
    let mut v = vec![
        0,
        1,
        -1,
        2,
        -2,
        3,
        -3,
        4,
        5,
        6,
        7,
        -7,
        8,
        9,
        10,
        62,
        64,
        641,
        1000,
        1 << 31,
        -(1 << 31),
        1 << 32,
    ];
    v.extend([
        max,
        max - 1,
        min,
        min + 1,
        max / 2,
        max / 2 + 1,
        min / 2,
        min / 2 - 1,
        3037000499,
        -3037000500,
    ]);
    v
}

fn int_edges() -> Vec<i64> {
    let mut v = small_edges();
    v.extend([i64::MAX, i64::MIN, i64::MAX - 1, i64::MIN + 1, 63]);
    v
}

fn float_edges() -> Vec<f64> {
    let mut v = vec![
        0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, 1e300, -1e300, 1e100, -1e100, 1e-100, 5e-324,
        -5e-324,
    ];
    v.extend([
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        -f64::NAN,
        f64::MAX,
        f64::MIN_POSITIVE,
        4e18,
        -4e18,
    ]);
    // Around the limits of the immediate form, and the one pattern that means zero.
    let limits = [3u64 << 60, 5u64 << 60];
    v.extend(
        limits
            .iter()
            .flat_map(|b| [b - 1, *b, b + 1, (b - 1) | (1 << 63), b | (1 << 63)])
            .map(f64::from_bits),
    );
    v
}

/// Raw words of a type, as the exit buffer holds them.
fn samples(ty: Ty, rng: &mut Rng) -> Vec<u64> {
    let ints = |v: Vec<i64>| v.into_iter().map(|i| i as u64).collect::<Vec<_>>();
    match ty {
        Ty::Small => {
            let mut v = small_edges();
            v.extend((0..10).map(|_| rng.int() >> 1));
            v.iter().map(|i| (i << 1) as u64).collect()
        }
        Ty::I64 => {
            let mut v = ints(int_edges());
            v.extend((0..10).map(|_| rng.int() as u64));
            v
        }
        Ty::F64 => {
            let mut v: Vec<u64> = float_edges().iter().map(|f| f.to_bits()).collect();
            v.extend((0..10).map(|_| rng.next()));
            v
        }
        Ty::Ref => vec![word::object(&[2, 0]), word::object(&[1, 0]), word::object(&[0x1_0001_0003, 0])],
        _ => {
            let mut v: Vec<u64> = float_edges().iter().map(|f| word::of_float(*f)).collect();
            v.extend(samples(Ty::Small, rng));
            v.extend(samples(Ty::Ref, rng));
            v
        }
    }
}

struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Of random magnitude.
    fn int(&mut self) -> i64 {
        let shift = self.next() % 64;
        self.next() as i64 >> shift
    }
}

fn fits(v: i128) -> bool {
    (-(1i128 << 62)..1i128 << 62).contains(&v)
}

/// The op's result as a raw word; `None` where its contract excludes the operands.
fn reference(op: Op, a: u64, b: u64) -> Option<u64> {
    let (x, y) = (a as i64 >> 1, b as i64 >> 1);
    let (i, j) = (a as i64, b as i64);
    let (f, g) = (f64::from_bits(a), f64::from_bits(b));
    let wide = |o: fn(i128, i128) -> i128| o(x as i128, y as i128);
    let small = |v: i128| (v as u64) << 1;
    let truth = |v: bool| Some(v as u64);
    let float = |v: f64| Some(v.to_bits());
    let divides = y != 0 && y != -1;
    match op {
        Op::IsSmall => truth(a & 1 == 0),
        Op::IsFloat => truth(a & 3 == 3 || a & 3 == 1 && word::field(a, 0) as u16 == 1),
        Op::IsRef => truth(a & 3 == 1 && word::field(a, 0) as u16 != 1),
        Op::ToSmall => (a & 1 == 0).then_some(a),
        Op::ToRef => (a & 3 == 1).then_some(a),
        Op::OfSmall | Op::OfRef => Some(a),
        Op::Unbox => (reference(Op::IsFloat, a, b) == Some(1)).then(|| word::to_float(a).to_bits()),
        Op::Box => Some(word::immediate(f).unwrap_or(a)),
        Op::SameWord | Op::SameRef => truth(a == b),
        Op::AddOverflows => truth(!fits(wide(|x, y| x + y))),
        Op::SubOverflows => truth(!fits(wide(|x, y| x - y))),
        Op::MulOverflows => truth(!fits(wide(|x, y| x * y))),
        Op::SAdd => Some(small(wide(|x, y| x + y))),
        Op::SSub => Some(small(wide(|x, y| x - y))),
        Op::SMul => Some(small(wide(|x, y| x * y))),
        Op::FloorDiv => divides.then(|| small((x as i128 - wide(floor_mod)) / y as i128)),
        Op::FloorMod => divides.then(|| small(wide(floor_mod))),
        Op::TruncDiv => divides.then(|| small(wide(|x, y| x / y))),
        Op::TruncMod => divides.then(|| small(wide(|x, y| x % y))),
        Op::SAnd => Some(small((x & y) as i128)),
        Op::SOr => Some(small((x | y) as i128)),
        Op::SXor => Some(small((x ^ y) as i128)),
        Op::SMin => Some(small(x.min(y) as i128)),
        Op::SMax => Some(small(x.max(y) as i128)),
        Op::SNot => Some(small(!x as i128)),
        Op::SShl => ((0..=62).contains(&j) && fits((x as i128) << j)).then(|| small((x as i128) << j)),
        Op::ShlOverflows => (0..=62).contains(&j).then(|| !fits((x as i128) << j) as u64),
        Op::SShr => (0..=62).contains(&j).then(|| small((x >> j) as i128)),
        Op::SLt => truth(x < y),
        Op::SLe => truth(x <= y),
        Op::SEq => truth(x == y),
        Op::SToI64 => Some(x as u64),
        Op::I64ToS => fits(i as i128).then(|| small(i as i128)),
        Op::SToF => float(x as f64),
        Op::IAdd => Some(i.wrapping_add(j) as u64),
        Op::ISub => Some(i.wrapping_sub(j) as u64),
        Op::IMul => Some(i.wrapping_mul(j) as u64),
        Op::IAnd => Some(a & b),
        Op::IOr => Some(a | b),
        Op::IXor => Some(a ^ b),
        Op::IShl => (b < 64).then(|| a << b),
        Op::IShr => (b < 64).then(|| a >> b),
        Op::ILt => truth(i < j),
        Op::ILe => truth(i <= j),
        Op::IULt => truth(a < b),
        Op::IEq => truth(a == b),
        Op::IFits => truth(fits(i as i128)),
        Op::FAdd => float(f + g),
        Op::FSub => float(f - g),
        Op::FMul => float(f * g),
        Op::FDiv => float(f / g),
        Op::FNeg => float(-f),
        Op::FAbs => float(f.abs()),
        Op::FSqrt => float(f.sqrt()),
        Op::FFloor => float(f.floor()),
        Op::FCeil => float(f.ceil()),
        Op::FTrunc => float(f.trunc()),
        Op::FLt => truth(f < g),
        Op::FLe => truth(f <= g),
        Op::FEq => truth(f == g),
        Op::FToI64 => (f.abs() < (1i64 << 62) as f64).then_some(f as i64 as u64),
        _ => panic!("no reference for {op:?}"),
    }
}

fn floor_mod(x: i128, y: i128) -> i128 {
    let r = x % y;
    if r != 0 && (r < 0) != (y < 0) { r + y } else { r }
}

/// Any NaN is as good as another; a boxed double is as good as its address.
fn agree(op: Op, ty: Ty, got: u64, expected: u64) -> bool {
    let nan = |w| f64::from_bits(w).is_nan();
    match (op, ty) {
        (Op::Box, _) if got & 3 == 1 => {
            let bits = word::to_float(got).to_bits();
            word::immediate(f64::from_bits(expected)).is_none() && bits == expected
        }
        (_, Ty::F64) if nan(expected) => nan(got),
        _ => got == expected,
    }
}

/// Which operands are constants of the trace.
#[derive(Clone, Copy)]
enum Constant {
    None,
    First(u64),
    Second(u64),
}

fn trace_of(op: Op, constant: Constant) -> Trace {
    let mut b = Build::new();
    let (args, _) = op.signature().unwrap();
    let refs: Vec<_> = (args.iter().enumerate())
        .map(|(i, ty)| match (constant, i) {
            (Constant::First(c), 0) | (Constant::Second(c), 1) => b.constant(*ty, c),
            _ => b.input(i as u32, *ty),
        })
        .collect();
    let r = b.op(op, &refs);
    b.exit(&[r])
}

fn check(rig: &mut Rig, op: Op, constant: Constant, pairs: &[(u64, u64)]) {
    let ty = op.signature().unwrap().1;
    let code = rig.compile(&trace_of(op, constant));
    for (a, b) in pairs {
        let Some(expected) = reference(op, *a, *b) else { continue };
        rig.ctx.exit_buf[..2].copy_from_slice(&[*a, *b]);
        assert_eq!(rig.run(&code), 0);
        let got = rig.ctx.exit_buf[0];
        assert!(agree(op, ty, got, expected), "{op:?} {a:#x} {b:#x}: got {got:#x}, expected {expected:#x}");
    }
}

fn operands(op: Op, rng: &mut Rng) -> (Vec<u64>, Vec<u64>) {
    let (args, _) = op.signature().unwrap();
    let first = samples(args[0], rng);
    let mut second = args.get(1).map_or(vec![0], |ty| samples(*ty, rng));
    if matches!(op, Op::SShl | Op::SShr | Op::ShlOverflows | Op::IShl | Op::IShr) {
        second = (0..64).collect();
    }
    (first, second)
}

fn pure_ops() -> impl Iterator<Item = Op> {
    Op::PLAIN.iter().copied().filter(|op| op.is_pure())
}

#[test]
fn operands_in_registers() {
    let (mut rig, mut rng) = (Rig::new(), Rng(0x9e3779b97f4a7c15));
    for op in pure_ops() {
        let (first, second) = operands(op, &mut rng);
        let pairs: Vec<_> = first.iter().flat_map(|a| second.iter().map(|b| (*a, *b))).collect();
        check(&mut rig, op, Constant::None, &pairs);
    }
}

#[test]
fn constant_operands() {
    let (mut rig, mut rng) = (Rig::new(), Rng(0xdeadbeefcafef00d));
    for op in pure_ops() {
        let (first, second) = operands(op, &mut rng);
        let binary = op.signature().unwrap().0.len() == 2;
        for c in &first {
            let pairs: Vec<_> = second.iter().map(|b| (*c, *b)).collect();
            if !binary && reference(op, *c, 0).is_none() {
                continue;
            }
            check(&mut rig, op, Constant::First(*c), &pairs);
        }
        for c in second.iter().filter(|_| binary) {
            let pairs: Vec<_> = first.iter().map(|a| (*a, *c)).collect();
            if pairs.iter().any(|(a, b)| reference(op, *a, *b).is_some()) {
                check(&mut rig, op, Constant::Second(*c), &pairs);
            }
        }
    }
}

/// A truth value that only a guard looks at need not exist.
#[test]
fn conditions_under_guards() {
    let (mut rig, mut rng) = (Rig::new(), Rng(0x123456789abcdef1));
    for op in pure_ops().filter(|op| op.signature().unwrap().1 == Ty::Bool) {
        for (guard, sense) in [(Op::GuardTrue, 1), (Op::GuardFalse, 0)] {
            let mut b = Build::new();
            let args: Vec<_> = (op.signature().unwrap().0.iter().enumerate())
                .map(|(i, ty)| b.input(i as u32, *ty))
                .collect();
            let condition = b.op(op, &args);
            let failed = b.snap(&[]);
            b.guard(guard, &[condition], failed);
            let code = rig.compile(&b.exit(&[]));
            let (first, second) = operands(op, &mut rng);
            for (a, b) in first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b))) {
                let Some(truth) = reference(op, a, b) else { continue };
                rig.ctx.exit_buf[..2].copy_from_slice(&[a, b]);
                assert_eq!(rig.run(&code), (truth == sense) as u64, "{guard:?} {op:?} {a:#x} {b:#x}");
            }
        }
    }
}

/// The guard on the kind hands the double on to the unboxing behind it.
#[test]
fn guarded_unboxing() {
    let (mut rig, mut rng) = (Rig::new(), Rng(0x1234));
    let mut b = Build::new();
    let v = b.input(0, Ty::Value);
    let is_float = b.op(Op::IsFloat, &[v]);
    let failed = b.snap(&[v]);
    b.guard(Op::GuardTrue, &[is_float], failed);
    let f = b.op(Op::Unbox, &[v]);
    let code = rig.compile(&b.exit(&[f]));
    for w in samples(Ty::Value, &mut rng) {
        rig.ctx.exit_buf[0] = w;
        let exit = rig.run(&code);
        let expected = reference(Op::Unbox, w, 0);
        assert_eq!(exit, expected.is_some() as u64, "{w:#x}");
        assert_eq!(rig.ctx.exit_buf[0], expected.unwrap_or(w));
    }
}

/// The three that compute and leave.
#[test]
fn overflow_guards() {
    let (mut rig, mut rng) = (Rig::new(), Rng(0x55));
    let words = samples(Ty::Small, &mut rng);
    let twins = [
        (Op::AddOvf, Op::AddOverflows, Op::SAdd),
        (Op::SubOvf, Op::SubOverflows, Op::SSub),
        (Op::MulOvf, Op::MulOverflows, Op::SMul),
    ];
    for (op, overflows, result) in twins {
        for constant in [None, Some(2), Some(-2i64 as u64), Some(0), Some(14)] {
            let mut b = Build::new();
            let x = b.input(0, Ty::Small);
            let y = match constant {
                Some(c) => b.constant(Ty::Small, c),
                None => b.input(1, Ty::Small),
            };
            let failed = b.snap(&[x]);
            let r = b.guard(op, &[x, y], failed);
            let code = rig.compile(&b.exit(&[r]));
            for (a, b) in words.iter().flat_map(|a| words.iter().map(|b| (*a, constant.unwrap_or(*b)))) {
                rig.ctx.exit_buf[..2].copy_from_slice(&[a, b]);
                let exit = rig.run(&code);
                let lost = reference(overflows, a, b).unwrap();
                assert_eq!(exit, 1 - lost, "{op:?} {a:#x} {b:#x}");
                let left = if lost == 1 { a } else { reference(result, a, b).unwrap() };
                assert_eq!(rig.ctx.exit_buf[0], left, "{op:?} {a:#x} {b:#x}");
            }
        }
    }
}
