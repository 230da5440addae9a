//! Dead code: what no effect, exit or loop argument needs goes, and the rest closes up.

use trackway_ir::{End, Op, Ref, SnapId, SnapValue, Trace};

/// Removes it.
pub(crate) fn remove(t: &mut Trace) {
    let mut needed = Needed { live: vec![false; t.ins.len()], work: Vec::new() };
    for (i, ins) in t.ins.iter().enumerate() {
        if ins.op.has_effect() {
            needed.mark(Ref::ins(i));
        }
    }
    match &t.end {
        End::Header { snap, .. } | End::Exit { snap } => needed.mark_snapshot(t, *snap),
        End::Loop { .. } => {}
    }
    let params: Vec<usize> = params_of(t);
    while let Some(i) = needed.work.pop() {
        let ins = t.ins[i];
        t.operands(&ins).into_iter().for_each(|r| needed.mark(r));
        if ins.snap != SnapId::NONE {
            needed.mark_snapshot(t, ins.snap);
        }
        if ins.op == Op::Param {
            let n = params.iter().position(|p| *p == i).expect("a parameter of the label");
            needed.mark(t.label_args[n]);
            if let End::Loop { args } = &t.end {
                needed.mark(args[n]);
            }
        }
    }
    compact(t, &needed.live, &params);
}

fn params_of(t: &Trace) -> Vec<usize> {
    let Some(start) = t.label else { return Vec::new() };
    (start..t.ins.len()).filter(|i| t.ins[*i].op == Op::Param).collect()
}

struct Needed {
    live: Vec<bool>,
    work: Vec<usize>,
}

impl Needed {
    fn mark(&mut self, r: Ref) {
        if r != Ref::NONE && !r.is_const() && !std::mem::replace(&mut self.live[r.index()], true) {
            self.work.push(r.index());
        }
    }

    fn mark_snapshot(&mut self, t: &Trace, s: SnapId) {
        let mut seen = vec![false; t.virtuals.len()];
        let mut values: Vec<SnapValue> = t.snapshots[s.0 as usize].slots.iter().map(|(_, v)| *v).collect();
        while let Some(v) = values.pop() {
            match v {
                SnapValue::Ref(r) => self.mark(r),
                SnapValue::Virtual(i) => {
                    if !std::mem::replace(&mut seen[i as usize], true) {
                        let x = &t.virtuals[i as usize];
                        values.push(x.header);
                        values.extend(x.fields.iter().chain(&x.tail));
                    }
                }
            }
        }
    }
}

/// Drops the instructions that are not live; parameters come first after the label.
fn compact(t: &mut Trace, live: &[bool], params: &[usize]) {
    let start = t.label.unwrap_or(t.ins.len());
    let before = (0..start).filter(|i| live[*i]);
    let body_params = params.iter().copied().filter(|i| live[*i]);
    let rest = (start..t.ins.len()).filter(|i| live[*i] && t.ins[*i].op != Op::Param);
    let order: Vec<usize> = before.chain(body_params).chain(rest).collect();
    let mut place = vec![Ref::NONE; t.ins.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Ref::ins(new);
    }
    let moved = |r: Ref| if r == Ref::NONE || r.is_const() { r } else { place[r.index()] };
    t.label = t.label.map(|s| (0..s).filter(|i| live[*i]).count());
    let keep = |list: &[Ref]| -> Vec<Ref> {
        params.iter().zip(list).filter(|(p, _)| live[**p]).map(|(_, r)| moved(*r)).collect()
    };
    t.label_args = keep(&t.label_args);
    if let End::Loop { args } = &mut t.end {
        *args = keep(args);
    }
    t.ins = order.iter().map(|i| t.ins[*i]).collect();
    for ins in &mut t.ins {
        ins.args = ins.args.map(moved);
    }
    t.call_args.iter_mut().for_each(|r| *r = moved(*r));
    let value = |v: &mut SnapValue| {
        if let SnapValue::Ref(r) = v {
            *r = moved(*r);
        }
    };
    for s in &mut t.snapshots {
        s.slots.iter_mut().for_each(|(_, v)| value(v));
    }
    for v in &mut t.virtuals {
        value(&mut v.header);
        v.fields.iter_mut().for_each(value);
        v.tail.iter_mut().for_each(value);
    }
}
