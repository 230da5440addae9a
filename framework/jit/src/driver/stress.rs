//! `--tw-stress=exits:N`: every guard fails at its n-th execution.
//!
//! In front of each guard goes a call that counts and a guard on its answer, with the same
//! snapshot: an exit that the program's values never take.

use trackway_exec::machine_of;
use trackway_ir::{Const, Effect, End, HelperDesc, Ins, Op, Ref, SnapId, SnapValue, Trace, Ty};

static COUNT: HelperDesc = HelperDesc {
    name: "stress_exit",
    address: || count as *const () as usize,
    args: &[Ty::I64],
    ret: Ty::Bool,
    effect: Effect::Repeatable,
    raises: false,
};

/// Counts the executions of guard `guard`; true at the n-th.
extern "C" fn count(ctx: usize, guard: u64) -> u64 {
    let machine = machine_of(ctx);
    let Some(n) = machine.stress().exits else { return 0 };
    (machine.count_stress(guard) == n) as u64
}

/// The trace with an additional exit in front of each guard.
/// Guards are numbered from `first`.
pub(super) fn add_failures(t: &Trace, first: u64) -> Trace {
    let mut out = t.clone();
    out.ins.clear();
    let mut place = Vec::with_capacity(t.ins.len());
    // Where each instruction begins, with what is put in front of it.
    let mut starts = Vec::with_capacity(t.ins.len() + 1);
    for ins in &t.ins {
        starts.push(out.ins.len());
        let outcome = matches!(ins.op, Op::GuardNoRaise | Op::GuardRaised | Op::GuardReturned);
        // A branch relies on how the test in front of it came out.
        let branches = t.branches.iter().any(|b| b.snap == ins.snap);
        let decides = ins.op.is_guard() && !outcome && ins.snap != SnapId::NONE && !branches;
        if decides {
            add_failure(&mut out, ins.snap, first);
        }
        place.push(Ref::ins(out.ins.len()));
        out.ins.push(*ins);
    }
    starts.push(out.ins.len());
    out.label = t.label.map(|at| starts[at]);
    for (branch, before) in out.branches.iter_mut().zip(&t.branches) {
        branch.first = starts[before.first];
    }
    let moved = |r: Ref| if r == Ref::NONE || r.is_const() { r } else { place[r.index()] };
    rename(&mut out, t, moved);
    out
}

fn add_failure(out: &mut Trace, snap: SnapId, first: u64) {
    let number = Ref::constant(out.consts.len());
    out.consts.push(Const { ty: Ty::I64, bits: first + out.ins.len() as u64 });
    let mut call = Ins::new(Op::Call(&COUNT), Ty::Bool, &[]);
    call.call_start = out.call_args.len() as u32;
    out.call_args.push(number);
    out.ins.push(call);
    // Not yet renamed: the guard's operand is put in by `rename`, which leaves marked calls alone.
    let mut guard = Ins::new(Op::GuardFalse, Ty::Void, &[Ref::NONE]);
    guard.snap = snap;
    out.ins.push(guard);
}

/// Renames every operand of the copied instructions; the added guards test the call before them.
fn rename(out: &mut Trace, t: &Trace, moved: impl Fn(Ref) -> Ref) {
    for i in 0..out.ins.len() {
        let added = i > 0 && out.ins[i - 1].op == Op::Call(&COUNT) && out.ins[i].args[0] == Ref::NONE;
        if added && out.ins[i].op == Op::GuardFalse {
            out.ins[i].args[0] = Ref::ins(i - 1);
        } else {
            out.ins[i].args = out.ins[i].args.map(&moved);
        }
    }
    out.call_args[..t.call_args.len()].iter_mut().for_each(|r| *r = moved(*r));
    out.label_args.iter_mut().for_each(|r| *r = moved(*r));
    for end in out.ends_mut() {
        if let End::Loop { args } = end {
            args.iter_mut().for_each(|r| *r = moved(*r));
        }
    }
    let value = |v: &mut SnapValue| {
        if let SnapValue::Ref(r) = v {
            *r = moved(*r);
        }
    };
    for s in &mut out.snapshots {
        s.values_mut().for_each(value);
        s.known.iter_mut().for_each(|(r, _)| *r = moved(*r));
    }
    for v in &mut out.virtuals {
        value(&mut v.header);
        v.fields.iter_mut().for_each(value);
        v.tail.iter_mut().for_each(value);
    }
}

#[cfg(test)]
mod tests {
    use super::add_failures;
    use trackway_ir::{Names, Trace};

    #[test]
    fn branches_without_instructions_keep_their_places() {
        let text = "v0 = slot 0 Value
            v1 = is_small v0 Bool
            guard_true v1 @s0
            v3 = is_float v0 Bool
            guard_true v3 @s1
            guard_false v3 @s2
            exit @s2
            branch s0
            exit @s2
            branch s1
            exit @s2
            s0: base 0 pc 1 depth 0 {}
            s1: base 0 pc 2 depth 0 {}
            s2: base 0 pc 3 depth 0 {}";
        let t = Trace::parse(text, Names::default()).expect("a trace");
        let out = add_failures(&t, 0);
        assert_eq!(out.ins.len(), t.ins.len() + 2);
        assert_eq!((out.main_end(), out.branch_range(0), out.branch_range(1)), (8, 8..8, 8..8));
    }
}
