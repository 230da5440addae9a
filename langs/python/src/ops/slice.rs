//! Slices of small integers and None, which need no slice object.

use crate::items;
use crate::roots;
use crate::types::objects::{Bytes, Slice};
use trackway::*;
use trackway_kit::{List, Str, Tuple};

/// Stands for None among the parts of a slice.
const NONE: i64 = i64::MIN;

/// The parts of a slice that is made of small integers and None. The step is not 0.
pub struct Plain<M: Mode> {
    start: T<M, i64>,
    stop: T<M, i64>,
    step: T<M, i64>,
}

/// The parts of `k`, if it is such a slice. Decides.
#[inline(always)]
pub fn plain<M: Mode>(m: M, k: T<M, Value>) -> Option<Plain<M>> {
    let s = k.cast::<Slice>(m)?;
    let (start, stop) = (part(m, m.field(s, Slice::START))?, part(m, m.field(s, Slice::STOP))?);
    let step = m.field(s, Slice::STEP);
    if step.is_static(m.root(roots::NONE)) {
        return Some(Plain { start, stop, step: T::lit(1) });
    }
    let step = step.as_small()?.to_i64();
    if step == 0 { None } else { Some(Plain { start, stop, step }) }
}

#[inline(always)]
fn part<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, i64>> {
    if v.is_static(m.root(roots::NONE)) {
        return Some(T::lit(NONE));
    }
    Some(v.as_small()?.to_i64())
}

/// `o[start:stop:step]` of a list, tuple, string or bytes; `None`: the general way.
#[inline(always)]
pub fn get<M: Mode>(m: M, o: T<M, Gc<Header>>, k: T<M, Value>) -> Option<T<M, Value>> {
    let p = plain(m, k)?;
    let sliced = m.cast::<List>(o).is_some()
        || m.cast::<Str>(o).is_some()
        || m.cast::<Tuple>(o).is_some()
        || m.cast::<Bytes>(o).is_some();
    sliced.then(|| part_of::call(m, o.value(), p.start, p.stop, p.step))
}

fn known(i: i64) -> Option<i64> {
    (i != NONE).then_some(i)
}

#[residual(allocates)]
fn part_of(machine: &Machine, o: Value, start: i64, stop: i64, step: i64) -> Value {
    items::part(machine, o, known(start), known(stop), step).expect("a sequence that has slices")
}

/// `l[start:stop] := v` where `v` is a list too; `false`: the general way.
#[inline(always)]
pub fn set<M: Mode>(m: M, l: T<M, Gc<List>>, k: T<M, Value>, v: T<M, Value>) -> Result<bool, Raise> {
    let Some(p) = plain(m, k) else { return Ok(false) };
    let Some(from) = v.cast::<List>(m) else { return Ok(false) };
    if p.step != 1 {
        return Ok(false);
    }
    set_part::call(m, l, p.start, p.stop, from)?;
    Ok(true)
}

#[residual]
fn set_part(machine: &Machine, l: Gc<List>, start: i64, stop: i64, from: Gc<List>) -> Result<(), Raise> {
    items::set_part(machine, l, known(start), known(stop), from)
}
