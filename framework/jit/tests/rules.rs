//! Constant evaluation and the named rules beside a plain reference: every operation of the pure
//! arithmetic on every pair of 8-bit values and on the edges of its type, with operands that are
//! constant, equal, or the result of another operation.

mod support;

use support::reference::pure;
use support::world::World;
use support::{NAMES, parse};
use trackway_ir::{Const, Op, Trace, Ty};
use trackway_jit::testing::{eval, optimize};

/// Operations whose operands must meet a condition: they never fold, and are lowered as they are.
const CONDITIONAL: &[Op] = &[
    Op::FloorDiv,
    Op::FloorMod,
    Op::TruncDiv,
    Op::TruncMod,
    Op::SShl,
    Op::ShlOverflows,
    Op::SShr,
    Op::FToI64,
];

/// Ops on numbers alone.
fn arithmetic() -> impl Iterator<Item = (Op, &'static [Ty], Ty)> {
    let number = |ty: &Ty| matches!(ty, Ty::Small | Ty::I64 | Ty::F64);
    Op::PLAIN.iter().filter(|op| !CONDITIONAL.contains(op)).filter_map(move |op| {
        let (args, ret) = op.signature()?;
        let plain = number(&ret) || ret == Ty::Bool;
        (plain && !args.is_empty() && args.iter().all(number)).then_some((*op, args, ret))
    })
}

/// Words of a type: 8-bit ones and the edges.
fn words(ty: Ty) -> Vec<u64> {
    let near = -128i64..128;
    match ty {
        Ty::Small => {
            let edges =
                [(1i64 << 62) - 1, -(1i64 << 62), (1 << 62) - 2, 1 << 31, 3_037_000_499, 0x1234_5678_9abc];
            near.chain(edges).map(|i| (i << 1) as u64).collect()
        }
        Ty::I64 => near.chain([i64::MAX, i64::MIN, 1 << 62, -(1 << 62), 1 << 32]).map(|i| i as u64).collect(),
        Ty::F64 => {
            let edges =
                [0.5, -0.0, f64::NAN, f64::INFINITY, -f64::INFINITY, f64::MAX, 5e-324, 1e300, 1e100, 0.1];
            (-8..8).map(|i| i as f64).chain(edges).map(f64::to_bits).collect()
        }
        _ => unreachable!("not a number"),
    }
}

/// Few words of a type, those at which rules look among them.
fn constants(ty: Ty) -> Vec<u64> {
    match ty {
        Ty::F64 => words(ty),
        Ty::Small => [0i64, 1, 2, -1, (1 << 62) - 1, -(1 << 62)].map(|i| (i << 1) as u64).to_vec(),
        _ => [0i64, 1, 2, -1, 63, i64::MAX, i64::MIN].map(|i| i as u64).to_vec(),
    }
}

/// A NaN is a NaN.
fn same(ty: Ty, a: u64, b: u64) -> bool {
    a == b || ty == Ty::F64 && f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan()
}

#[test]
fn constants_evaluate_as_the_reference_does() {
    let mut world = World::default();
    for (op, args, ret) in arithmetic() {
        let second = if args.len() == 2 { words(args[1]) } else { vec![0] };
        for a in words(args[0]) {
            for &b in &second {
                let operand = (args.len() == 2).then(|| Const { ty: args[1], bits: b });
                let shift = matches!(op, Op::IShl | Op::IShr);
                if shift && !(0..64).contains(&(b as i64)) {
                    continue;
                }
                let wanted = pure(&mut world, op, a, b);
                match (eval(op, Const { ty: args[0], bits: a }, operand), wanted) {
                    (Some(c), Some(w)) => {
                        assert!(
                            c.ty == ret && same(ret, c.bits, w),
                            "{op:?} {a:#x} {b:#x}: {c:?}, not {w:#x}"
                        );
                    }
                    (None, None) => {}
                    (found, wanted) => panic!("{op:?} {a:#x} {b:#x}: {found:?}, not {wanted:?}"),
                }
            }
        }
    }
}

#[test]
fn what_depends_on_memory_does_not_fold() {
    let pointer = Const { ty: Ty::Value, bits: 0x1001 };
    for op in [Op::IsFloat, Op::IsRef, Op::Unbox] {
        assert_eq!(eval(op, pointer, None), None, "{op:?}");
    }
    let needs_a_box = Const { ty: Ty::F64, bits: 1e100f64.to_bits() };
    assert_eq!(eval(Op::Box, needs_a_box, None), None);
    for op in CONDITIONAL {
        assert_eq!(eval(*op, Const { ty: Ty::Small, bits: 8 }, Some(Const { ty: Ty::Small, bits: 0 })), None);
    }
}

// ------------------------------------------------------------ rules

fn literal(ty: Ty, word: u64) -> String {
    let i = word as i64;
    match ty {
        Ty::Small => format!("{}:small", i >> 1),
        Ty::F64 => format!("{:?}:f64", f64::from_bits(word)),
        _ => i.to_string(),
    }
}

/// `inner` on the input, then `outer` on its result and the operands that the pattern says.
fn program(input: Ty, inner: Option<(Op, &[String], Ty)>, outer: Op, args: &[String], ret: Ty) -> Trace {
    let mut lines = vec![format!("v0 = exit_value 0 {input:?}")];
    let mut emit = |op: Op, args: &[String], ret: Ty| {
        let snap = if op.is_guard() { " @s0" } else { "" };
        lines.push(format!("v{} = {} {}{snap} {ret:?}", lines.len(), op.text(), args.join(", ")));
    };
    if let Some((op, args, ret)) = inner {
        emit(op, args, ret);
    }
    emit(outer, args, ret);
    let last = lines.len() - 1;
    lines.push("exit @s1".into());
    lines.push("s0: base 0 pc 0 depth 0 {}".into());
    lines.push(format!("s1: base 0 pc 1 depth 0 {{0=v{last}}}"));
    parse(&lines.join("\n"))
}

/// The result for this input; `None`: the trace exits early.
fn result(t: &Trace, input: u64) -> Option<u64> {
    let mut world = World::default();
    let mut values = vec![0; t.ins.len()];
    let word = |values: &[u64], r| support::world::word_of(t, values, r);
    for (i, ins) in t.ins.iter().enumerate() {
        let args: Vec<u64> = t.operands(ins).iter().map(|r| word(&values, *r)).collect();
        values[i] = match ins.op {
            Op::ExitValue(_) => input,
            _ => world.step(t, ins, &args)?,
        };
    }
    let trackway_ir::End::Exit { snap } = t.end else { panic!("an exit") };
    let trackway_ir::SnapValue::Ref(r) = t.snapshots[snap.0 as usize].slots[0].1 else { panic!("a value") };
    Some(word(&values, r))
}

fn prove(t: &Trace, input: Ty, ret: Ty) {
    let (optimized, _) = optimize(t, 1).expect("nothing contradicts itself");
    for x in words(input) {
        let (a, b) = (result(t, x), result(&optimized, x));
        let equal = match (a, b) {
            (Some(a), Some(b)) => same(ret, a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(equal, "{t}\n{optimized}\non {x:#x}: {a:x?} became {b:x?}");
    }
}

/// Operand lists made of `x` and constants: all x, and each place a constant.
fn patterns(args: &[Ty], x: &str, of: Ty) -> Vec<Vec<String>> {
    if args.len() == 1 {
        return if args[0] == of { vec![vec![x.to_string()]] } else { vec![] };
    }
    let x = x.to_string();
    let mut all = Vec::new();
    if args[0] == of && args[1] == of {
        all.push(vec![x.clone(), x.clone()]);
    }
    if args[0] == of {
        all.extend(constants(args[1]).iter().map(|c| vec![x.clone(), literal(args[1], *c)]));
    }
    if args[1] == of {
        all.extend(constants(args[0]).iter().map(|c| vec![literal(args[0], *c), x.clone()]));
    }
    all
}

#[test]
fn one_operation() {
    for (op, args, ret) in arithmetic() {
        for input in [Ty::Small, Ty::I64, Ty::F64] {
            for operands in patterns(args, "v0", input) {
                prove(&program(input, None, op, &operands, ret), input, ret);
            }
        }
    }
}

#[test]
fn one_operation_on_the_result_of_another() {
    for (inner, inner_args, middle) in arithmetic().filter(|(.., ret)| *ret != Ty::Bool) {
        for input in [Ty::Small, Ty::I64, Ty::F64] {
            for first in patterns(inner_args, "v0", input) {
                for (outer, outer_args, ret) in arithmetic() {
                    // Not every I64 fits a small integer, which the operation relies on.
                    let unfit = [inner, outer].contains(&Op::I64ToS);
                    let simple = outer_args.len() == 1 || first.iter().all(|a| a == "v0");
                    if unfit || !simple {
                        continue;
                    }
                    for second in patterns(outer_args, "v1", middle) {
                        let t = program(input, Some((inner, &first, middle)), outer, &second, ret);
                        prove(&t, input, ret);
                    }
                }
            }
        }
    }
}

#[test]
fn an_addition_done_does_not_overflow() {
    for (done, asks) in
        [("add_ovf", "add_overflows"), ("sub_ovf", "sub_overflows"), ("mul_ovf", "mul_overflows")]
    {
        for c in constants(Ty::Small).into_iter().map(|c| literal(Ty::Small, c)) {
            let text = format!(
                "v0 = exit_value 0 Small\nv1 = {done} v0, {c} @s0 Small\nv2 = {asks} v0, {c} Bool\nexit @s1\n\
                 s0: base 0 pc 0 depth 0 {{}}\ns1: base 0 pc 1 depth 0 {{0=v2}}"
            );
            prove(&Trace::parse(&text, NAMES).expect("parses"), Ty::Small, Ty::Bool);
        }
    }
}

/// `x` compared with a bound, either way and with either outcome, then one checked operation.
#[test]
fn arithmetic_behind_a_comparison() {
    let constants: Vec<String> = constants(Ty::Small).into_iter().map(|c| literal(Ty::Small, c)).collect();
    let orders = |c: &str| [format!("v0, {c}"), format!("{c}, v0")];
    for (test, outcome) in [("s_lt", "true"), ("s_lt", "false"), ("s_le", "true"), ("s_le", "false")] {
        for compared in constants.iter().flat_map(|c| orders(c)) {
            for (op, step) in
                ["add_ovf", "sub_ovf", "mul_ovf"].iter().flat_map(|op| constants.iter().map(move |c| (op, c)))
            {
                for operands in orders(step) {
                    let text = format!(
                        "v0 = exit_value 0 Small\nv1 = {test} {compared} Bool\nguard_{outcome} v1 @s0\n\
                         v3 = {op} {operands} @s0 Small\nexit @s1\n\
                         s0: base 0 pc 0 depth 0 {{}}\ns1: base 0 pc 1 depth 0 {{0=v3}}"
                    );
                    prove(&parse(&text), Ty::Small, Ty::Small);
                }
            }
        }
    }
}
