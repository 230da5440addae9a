//! Dead code: what no effect, exit or loop argument needs goes, and the rest closes up;
//! snapshots, virtual objects and argument lists too. So go guards that others imply.

use std::collections::HashMap;
use trackway_ir::{End, Ins, Op, Ref, SnapId, SnapValue, Trace};

/// Removes it.
pub(crate) fn remove(t: &mut Trace) {
    let mut needed = Needed { live: vec![false; t.ins.len()], work: Vec::new() };
    let mut stores: HashMap<usize, Vec<usize>> = HashMap::new();
    let implied = super::strength::implied(t);
    for (i, ins) in t.ins.iter().enumerate() {
        match new_object(t, ins) {
            _ if implied[i] => {}
            Some(object) => stores.entry(object).or_default().push(i),
            None if ins.op.has_effect() => needed.mark(Ref::ins(i)),
            None => {}
        }
    }
    for end in t.ends() {
        match end {
            End::Header { snap, .. } | End::Exit { snap } => needed.mark_snapshot(t, *snap),
            End::Loop { .. } => {}
        }
    }
    let params: Vec<usize> = params_of(t);
    while let Some(i) = needed.work.pop() {
        let ins = t.ins[i];
        t.operands(&ins).into_iter().for_each(|r| needed.mark(r));
        stores.remove(&i).into_iter().flatten().for_each(|store| needed.mark(Ref::ins(store)));
        if ins.snap != SnapId::NONE {
            needed.mark_snapshot(t, ins.snap);
        }
        if ins.op == Op::Param {
            let n = params.iter().position(|p| *p == i).expect("a parameter of the label");
            needed.mark(t.label_args[n]);
            for end in t.ends() {
                if let End::Loop { args } = end {
                    needed.mark(args[n]);
                }
            }
        }
    }
    compact(t, &needed.live, &params);
    super::constants::drop_unused(t);
}

/// The object that a store goes into, if the trace allocates it: nobody sees the store who does not
/// see the object.
fn new_object(t: &Trace, ins: &Ins) -> Option<usize> {
    let object = ins.args[0];
    let stores = matches!(ins.op, Op::SetField(_) | Op::SetItem(_));
    let new = stores && !object.is_const() && matches!(t.ins[object.index()].op, Op::New(..));
    new.then(|| object.index())
}

fn params_of(t: &Trace) -> Vec<usize> {
    let Some(start) = t.label else { return Vec::new() };
    (start..t.main_end()).filter(|i| t.ins[*i].op == Op::Param).collect()
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
        let mut values: Vec<SnapValue> = t.snapshots[s.0 as usize].values().collect();
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
    let start = t.label.unwrap_or(t.main_end());
    let before = (0..start).filter(|i| live[*i]);
    let body_params = params.iter().copied().filter(|i| live[*i]);
    // Branches have no parameters.
    let rest = (start..t.ins.len()).filter(|i| live[*i] && t.ins[*i].op != Op::Param);
    let order: Vec<usize> = before.chain(body_params).chain(rest).collect();
    let mut place = vec![Ref::NONE; t.ins.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Ref::ins(new);
    }
    let moved = |r: Ref| if r == Ref::NONE || r.is_const() { r } else { place[r.index()] };
    let live_before = |at: usize| live[..at].iter().filter(|live| **live).count();
    t.label = t.label.map(live_before);
    for branch in &mut t.branches {
        branch.first = live_before(branch.first);
    }
    let keep = |list: &[Ref]| -> Vec<Ref> {
        params.iter().zip(list).filter(|(p, _)| live[**p]).map(|(_, r)| moved(*r)).collect()
    };
    t.label_args = keep(&t.label_args);
    for end in t.ends_mut() {
        if let End::Loop { args } = end {
            *args = keep(args);
        }
    }
    t.ins = order.iter().map(|i| t.ins[*i]).collect();
    for ins in &mut t.ins {
        ins.args = ins.args.map(moved);
    }
    rename_calls(t, moved);
    Survivors::of(t).rename(t, moved);
}

/// Leaves only the argument lists of calls that are still there.
fn rename_calls(t: &mut Trace, moved: impl Fn(Ref) -> Ref) {
    let old = std::mem::take(&mut t.call_args);
    for ins in &mut t.ins {
        let range = ins.call_range();
        if !range.is_empty() {
            ins.call_start = t.call_args.len() as u32;
            t.call_args.extend(old[range].iter().map(|r| moved(*r)));
        }
    }
}

/// The snapshots and virtual objects that something still refers to, in their order.
struct Survivors {
    snapshots: Vec<bool>,
    virtuals: Vec<bool>,
}

impl Survivors {
    fn of(t: &Trace) -> Survivors {
        let (snapshots, virtuals) = (vec![false; t.snapshots.len()], vec![false; t.virtuals.len()]);
        let mut s = Survivors { snapshots, virtuals };
        let end = |end: &End| match end {
            End::Header { snap, .. } | End::Exit { snap } => *snap,
            End::Loop { .. } => SnapId::NONE,
        };
        let snaps = t.ins.iter().map(|i| i.snap).chain(t.ends().map(end));
        for snap in snaps.filter(|s| *s != SnapId::NONE) {
            s.snapshots[snap.0 as usize] = true;
        }
        let kept = t.snapshots.iter().zip(&s.snapshots).filter(|(_, kept)| **kept);
        let mut work: Vec<SnapValue> = kept.flat_map(|(s, _)| s.values()).collect();
        while let Some(v) = work.pop() {
            if let SnapValue::Virtual(i) = v
                && !std::mem::replace(&mut s.virtuals[i as usize], true)
            {
                let x = &t.virtuals[i as usize];
                work.extend(x.fields.iter().chain(&x.tail).chain([&x.header]));
            }
        }
        s
    }

    fn rename(&self, t: &mut Trace, moved: impl Fn(Ref) -> Ref) {
        let (snapshots, virtuals) = (numbers(&self.snapshots), numbers(&self.virtuals));
        let value = |v: &mut SnapValue| match v {
            SnapValue::Ref(r) => *r = moved(*r),
            SnapValue::Virtual(i) => *i = virtuals[*i as usize],
        };
        let snap = |s: &mut SnapId| {
            if *s != SnapId::NONE {
                *s = SnapId(snapshots[s.0 as usize]);
            }
        };
        t.ins.iter_mut().for_each(|i| snap(&mut i.snap));
        for end in t.ends_mut() {
            if let End::Header { snap: s, .. } | End::Exit { snap: s } = end {
                snap(s);
            }
        }
        t.branches.iter_mut().for_each(|b| snap(&mut b.snap));
        retain(&mut t.snapshots, &self.snapshots);
        retain(&mut t.virtuals, &self.virtuals);
        for s in &mut t.snapshots {
            s.values_mut().for_each(value);
            s.known.iter_mut().for_each(|(r, _)| *r = moved(*r));
            s.known.retain(|(r, _)| *r != Ref::NONE);
        }
        for x in &mut t.virtuals {
            [&mut x.header].into_iter().chain(&mut x.fields).chain(&mut x.tail).for_each(value);
        }
    }
}

/// The new number of each that is kept.
fn numbers(kept: &[bool]) -> Vec<u32> {
    let count = |n: &mut u32, kept: &bool| Some(std::mem::replace(n, *n + *kept as u32));
    kept.iter().scan(0, count).collect()
}

fn retain<X>(list: &mut Vec<X>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| *kept.next().expect("one per element"));
}
