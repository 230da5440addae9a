//! Walks, within ops: what most of them do in most of their steps. The rest is a helper's (`crate::walks`).

use super::call::{enter_prelude, enter_tail, values_tuple};
use super::inline::special_of;
use super::zip::{self, Ahead, Next, WIDE, advance};
use crate::roots;
use crate::types::objects::*;
use crate::types::walk::*;
use trackway::*;
use trackway_kit::{Array, List, list};

type This<M> = T<M, Gc<Walk>>;

/// `d := ` the next value of a walk, or END.
#[inline(never)]
pub fn next<M: Mode>(m: M, d: Out, w: This<M>, site: Site) -> Step {
    let kind = m.field(w, Walk::KIND).promote();
    if kind == GUEST {
        let inner = m.field(w, Walk::SOURCE);
        if let Some(i) = inner.cast::<Instance>(m)
            && let Some(f) = m.cached(site, m.shape(i), |vm, shape| special_of(vm, shape, "__next__"))
        {
            return enter_prelude(m, "_next", &[T::lit(f), inner], d);
        }
    }
    if let Some(v) = at_once(m, w) {
        m.set(d, v);
        return m.next();
    }
    let v = filled::call(m, w)?;
    if let Some(t) = v.cast::<TailCall>(m) {
        return enter_tail(m, t, d);
    }
    m.set_field(w, Walk::READY, T::lit(Value::ZERO));
    m.set_field(w, Walk::FILLED, T::lit(0));
    m.set(d, v);
    m.next()
}

/// The next value, which there is; `None`, and nothing has happened: a helper must look.
pub fn at_once<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    let kind = m.field(w, Walk::KIND).promote();
    if m.field(w, Walk::FILLED) == 0 { quick(m, w, kind) } else { None }
}

#[residual(repeatable)]
fn filled(machine: &Machine, w: Gc<Walk>) -> Result<Value, Raise> {
    crate::walks::fill(machine, w)
}

/// The next value; `None`, and nothing has happened: the helper must look.
fn quick<M: Mode>(m: M, w: This<M>, kind: i64) -> Option<T<M, Value>> {
    match kind {
        CHAIN => ahead(m, w),
        ISLICE => islice(m, w),
        PAIRWISE => pairwise(m, w),
        ACCUMULATE => accumulate(m, w),
        ZIP_LONGEST => zip_longest(m, w),
        _ => {
            let (a, v) = at_hand(m, w, kind)?;
            advance(m, a);
            Some(v)
        }
    }
}

/// What a walk that is a source has next; `None`: a helper must look.
pub fn peek<M: Mode>(m: M, w: This<M>) -> Option<Option<Next<M>>> {
    if m.field(w, Walk::FILLED) != 0 {
        return None;
    }
    at_hand(m, w, m.field(w, Walk::KIND).promote()).map(Some)
}

/// What a walk has next where that is at hand.
fn at_hand<M: Mode>(m: M, w: This<M>, kind: i64) -> Option<Next<M>> {
    match kind {
        COUNT => count(m, w),
        REPEAT => repeat(m, w),
        CYCLE => cycle(m, w),
        TEE => tee(m, w),
        _ => None,
    }
}

fn count<M: Mode>(m: M, w: This<M>) -> Option<Next<M>> {
    let v = m.field(w, Walk::HELD);
    let next = v.as_small()?.checked_add(m.field(w, Walk::EXTRA).as_small()?)?;
    Some((Ahead::Held(w, next.value()), v))
}

fn repeat<M: Mode>(m: M, w: This<M>) -> Option<Next<M>> {
    let left = m.field(w, Walk::AT);
    if left == 0 {
        return None;
    }
    let left = if left == FOREVER { left } else { left - T::lit(1) };
    Some((Ahead::At(w, left), m.field(w, Walk::HELD)))
}

fn cycle<M: Mode>(m: M, w: This<M>) -> Option<Next<M>> {
    let at = m.field(w, Walk::AT);
    let saved = m.field(w, Walk::HELD).cast::<List>(m)?;
    let len = m.field(saved, List::LEN);
    if !at.below(len) {
        return None;
    }
    let next = at + T::lit(1);
    let next = if next == len { T::lit(0) } else { next };
    Some((Ahead::At(w, next), list::get(m, saved, at)))
}

/// What the source has next, if it is not its end.
fn ahead<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    let (a, v) = zip::peek(m, m.field(w, Walk::SOURCE))??;
    advance(m, a);
    Some(v)
}

fn islice<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    let (at, wanted, stop) = (m.field(w, Walk::AT), m.field(w, Walk::NEXT), m.field(w, Walk::STOP));
    if at != wanted || at >= stop {
        return None;
    }
    let step = m.field(w, Walk::STEP);
    let (a, v) = zip::peek(m, m.field(w, Walk::SOURCE))??;
    let next = if stop - at > step { at + step } else { stop };
    advance(m, a);
    m.set_field(w, Walk::AT, at + T::lit(1));
    m.set_field(w, Walk::NEXT, next);
    Some(v)
}

fn pairwise<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    let old = m.field(w, Walk::HELD);
    if old.is_static(m.root(roots::UNBOUND)) {
        return None;
    }
    let v = ahead(m, w)?;
    m.set_field(w, Walk::HELD, v);
    Some(values_tuple(m, &[old, v]).value())
}

fn accumulate<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    if m.field(w, Walk::AT) != 0 {
        return None;
    }
    let total = m.field(w, Walk::HELD);
    let (a, v) = zip::peek(m, m.field(w, Walk::SOURCE))??;
    let sum = match total.as_small() {
        Some(x) => x.checked_add(v.as_small()?)?.value(),
        None => (total.as_float()? + v.as_float()?).value(m),
    };
    advance(m, a);
    m.set_field(w, Walk::HELD, sum);
    Some(sum)
}

fn zip_longest<M: Mode>(m: M, w: This<M>) -> Option<T<M, Value>> {
    let sources = m.field(w, Walk::HELD).cast::<Array>(m)?;
    let n = m.tail_len(sources, Array::ITEMS).promote() as usize;
    if n == 0 || n > WIDE || m.field(w, Walk::STEP) == 1 {
        return None;
    }
    let mut values = [T::lit(Value::ZERO); WIDE];
    let mut moves = [None; WIDE];
    let mut live = false;
    for i in 0..n {
        let source = m.item(sources, Array::ITEMS, T::lit(i as i64));
        if source.is_static(m.root(roots::NONE)) {
            values[i] = m.field(w, Walk::EXTRA);
            continue;
        }
        let (a, v) = zip::peek(m, source)??;
        (values[i], moves[i], live) = (v, Some(a), true);
    }
    if !live {
        return None;
    }
    moves.iter().flatten().for_each(|a| advance(m, *a));
    Some(values_tuple(m, &values[..n]).value())
}

fn tee<M: Mode>(m: M, w: This<M>) -> Option<Next<M>> {
    let at = m.field(w, Walk::AT);
    let array = m.field(w, Walk::HELD).cast::<Array>(m)?;
    if !at.below(m.tail_len(array, Array::ITEMS) - T::lit(1)) {
        return None;
    }
    let v = m.item(array, Array::ITEMS, at);
    if v.is_static(m.root(roots::UNBOUND)) {
        return None;
    }
    Some((Ahead::At(w, at + T::lit(1)), v))
}
