//! Who uses which value: decides what may be left to its user to emit.

use trackway_ir::{End, Op, Ref, SnapId, SnapValue, Trace};

/// Per instruction: how its value is used.
pub(crate) struct Uses {
    /// Used at all.
    any: Vec<bool>,
    /// Used by anything but the condition of a guard.
    as_value: Vec<bool>,
    /// Index of the last `unbox` of it, or 0.
    last_unbox: Vec<usize>,
}

impl Uses {
    pub fn of(trace: &Trace) -> Uses {
        let n = trace.ins.len();
        let mut uses = Uses { any: vec![false; n], as_value: vec![false; n], last_unbox: vec![0; n] };
        for (i, ins) in trace.ins.iter().enumerate() {
            if ins.op == Op::Unbox && !ins.args[0].is_const() && ins.args[0].index() < n {
                uses.last_unbox[ins.args[0].index()] = i;
            }
            let condition = matches!(ins.op, Op::GuardTrue | Op::GuardFalse);
            for r in trace.operands(ins) {
                uses.note(r, !condition);
            }
        }
        for r in &trace.label_args {
            uses.note(*r, true);
        }
        for end in trace.ends() {
            if let End::Loop { args } = end {
                args.iter().for_each(|r| uses.note(*r, true));
            }
        }
        uses.note_snapshots(trace);
        uses
    }

    /// Snapshots that no guard uses any more do not count.
    fn note_snapshots(&mut self, trace: &Trace) {
        let mut live = vec![false; trace.snapshots.len()];
        let mut mark = |s: SnapId| {
            if let Some(l) = live.get_mut(s.0 as usize) {
                *l = true;
            }
        };
        trace.ins.iter().for_each(|i| mark(i.snap));
        for end in trace.ends() {
            if let End::Header { snap, .. } | End::Exit { snap } = end {
                mark(*snap);
            }
        }
        for (s, _) in trace.snapshots.iter().zip(live).filter(|(_, live)| *live) {
            s.values().for_each(|v| self.note_snap(v));
        }
        for v in &trace.virtuals {
            v.fields.iter().chain(&v.tail).chain([&v.header]).for_each(|v| self.note_snap(*v));
        }
    }

    fn note_snap(&mut self, v: SnapValue) {
        if let SnapValue::Ref(r) = v {
            self.note(r, true);
        }
    }

    fn note(&mut self, r: Ref, as_value: bool) {
        if r.is_const() || r.index() >= self.any.len() {
            return;
        }
        self.any[r.index()] = true;
        self.as_value[r.index()] |= as_value;
    }

    pub fn is_used(&self, i: usize) -> bool {
        self.any[i]
    }

    /// Only guards look at it: they may test it in their own way, without making the value.
    pub fn only_guarded(&self, i: usize) -> bool {
        self.any[i] && !self.as_value[i]
    }

    /// Some `unbox` of the value stands behind instruction `at`.
    pub fn unboxed_after(&self, r: Ref, at: usize) -> bool {
        !r.is_const() && self.last_unbox[r.index()] > at
    }
}
