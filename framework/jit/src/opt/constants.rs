//! Constants: only those that something refers to stay, since what they refer to stays alive.

use trackway_ir::{End, Ref, SnapValue, Trace};

/// Drops the others and closes up.
pub(super) fn drop_unused(t: &mut Trace) {
    let mut used = vec![false; t.consts.len()];
    each_ref(t, |r| {
        if r.is_const() {
            used[r.index()] = true;
        }
    });
    let mut place = Vec::with_capacity(used.len());
    let mut next = 0;
    for used in &used {
        place.push(Ref::constant(next));
        next += *used as usize;
    }
    each_ref(t, |r| {
        if r.is_const() {
            *r = place[r.index()];
        }
    });
    let mut used = used.into_iter();
    t.consts.retain(|_| used.next().expect("one per constant"));
}

/// Every reference in the trace.
fn each_ref(t: &mut Trace, mut f: impl FnMut(&mut Ref)) {
    t.ins.iter_mut().flat_map(|i| &mut i.args).for_each(&mut f);
    t.call_args.iter_mut().for_each(&mut f);
    t.label_args.iter_mut().for_each(&mut f);
    for end in t.ends_mut() {
        if let End::Loop { args } = end {
            args.iter_mut().for_each(&mut f);
        }
    }
    let mut value = |v: &mut SnapValue| {
        if let SnapValue::Ref(r) = v {
            f(r);
        }
    };
    t.snapshots.iter_mut().flat_map(|s| s.values_mut()).for_each(&mut value);
    for x in &mut t.virtuals {
        std::iter::once(&mut x.header).chain(&mut x.fields).chain(&mut x.tail).for_each(&mut value);
    }
}
