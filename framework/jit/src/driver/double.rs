//! `--tw-jit=double-record`: each loop is recorded twice, in rounds that follow each other.
//!
//! ```text
//! first round     v3 = s_add v1, 7:small        second round     v3 = s_add v1, 8:small
//! ```
//! What two rounds on the same path know about each other's values is what guards say. A constant that
//! differs without one is a concrete value that an op or a helper let into the trace.

use super::state::{HeaderState, State};
use crate::record::{Recorded, place};
use trackway_exec::Machine;
use trackway_gc::Value;
use trackway_ir::{Const, End, Ins, Op, Ref, Trace, Ty};

/// A loop's first recording.
pub(crate) struct First {
    trace: Trace,
    /// Collections by then, which may have moved the constants, and the epoch, which may have made some of them.
    when: (u64, u64),
}

impl State {
    /// Keeps a loop's first recording and has the next round recorded too; compares the second one.
    ///
    /// # Panics
    /// If they differ in a constant.
    pub(super) fn is_first_of_two(&mut self, machine: &Machine, header: usize, recorded: &Recorded) -> bool {
        let Ok(part) = &recorded.trace else { return false };
        let trace = &part.trace;
        let is_version = self.headers[header].version_of.is_some();
        if !self.options.double_record || is_version || !matches!(trace.end, End::Loop { .. }) {
            return false;
        }
        let gc = machine.heap.stats();
        let when = (gc.minor + gc.major, machine.epoch());
        let Some(first) = self.first.remove(&header) else {
            self.first.insert(header, First { trace: trace.clone(), when });
            self.headers[header].state = HeaderState::Cold;
            return true;
        };
        if first.when == when
            && let Some(i) = leak(&first.trace, trace)
        {
            let place = place(machine, recorded.place);
            panic!("a value leaks at instruction {i}, {place}:\n{}\nand\n{trace}", first.trace);
        }
        false
    }
}

/// The instruction at which two recordings of one path differ though no guard says so.
fn leak(a: &Trace, b: &Trace) -> Option<usize> {
    for (i, (x, y)) in a.ins.iter().zip(&b.ins).enumerate() {
        if (x.op, x.ty) != (y.op, y.ty) {
            return None;
        }
        let same = |(p, q): (&Ref, &Ref)| is_same(&operand(a, *p), &operand(b, *q));
        if !a.operands(x).iter().zip(&b.operands(y)).all(same) {
            return if is_promoted(a, i, x) { None } else { Some(i) };
        }
    }
    None
}

/// A promotion: the trace holds for this constant alone, so from here on the paths are two.
fn is_promoted(t: &Trace, i: usize, test: &Ins) -> bool {
    let compares = matches!(test.op, Op::SameWord | Op::SameRef | Op::SEq | Op::IEq | Op::FEq);
    compares && t.ins.get(i + 1).is_some_and(|g| g.op == Op::GuardTrue && g.args[0] == Ref::ins(i))
}

/// A constant, or the number of an instruction.
fn operand(t: &Trace, r: Ref) -> Result<Const, Ref> {
    if r.is_const() { Ok(t.consts[r.index()]) } else { Err(r) }
}

fn is_same(a: &Result<Const, Ref>, b: &Result<Const, Ref>) -> bool {
    match (a, b) {
        // A boxed double is made anew each time.
        (Ok(a), Ok(b)) if a.ty == Ty::Value && b.ty == Ty::Value => {
            Value::from_bits(a.bits).is_same(Value::from_bits(b.bits))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::leak;
    use trackway_ir::{Const, End, Ins, Op, Ref, SnapId, Trace, Ty};

    /// `slot 0 == k`, perhaps guarded, and `slot 0 + n`.
    fn trace(k: u64, guarded: bool, n: u64) -> Trace {
        let (v, guard) = (Ref::ins(0), if guarded { Op::GuardTrue } else { Op::GuardFalse });
        Trace {
            places: Vec::new(),
            consts: [k, n].map(|bits| Const { ty: Ty::Small, bits }).to_vec(),
            headers: Vec::new(),
            ins: vec![
                Ins::new(Op::Slot(0), Ty::Small, &[]),
                Ins::new(Op::SEq, Ty::Bool, &[v, Ref::constant(0)]),
                Ins::new(guard, Ty::Void, &[Ref::ins(1)]),
                Ins::new(Op::SAdd, Ty::Small, &[v, Ref::constant(1)]),
            ],
            call_args: vec![],
            snapshots: vec![],
            virtuals: vec![],
            label: None,
            label_args: vec![],
            end: End::Exit { snap: SnapId::NONE },
            branches: Vec::new(),
        }
    }

    #[test]
    fn constants_differ_where_they_were_promoted_only() {
        assert_eq!(leak(&trace(2, false, 4), &trace(2, false, 4)), None);
        assert_eq!(leak(&trace(2, false, 4), &trace(2, false, 6)), Some(3));
        assert_eq!(leak(&trace(2, false, 4), &trace(8, false, 4)), Some(1));
        assert_eq!(leak(&trace(2, true, 4), &trace(8, true, 6)), None);
    }
}
