//! Single elements of `collections.deque`, at its ends and by number: a trace sees loads and stores.

use super::item::place;
use super::payload;
use crate::builtins::native::RingOp;
use crate::errors::{memory_error, raise};
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::ring::{Ring, RingIter, UNLIMITED};
use trackway::*;
use trackway_kit::Array;

/// Carries out a native on a deque; `None`: not this way.
#[inline(always)]
pub fn call<M: Mode>(
    m: M,
    op: RingOp,
    deque: T<M, Value>,
    v: Option<T<M, Value>>,
    d: Out,
    site: Site,
) -> Option<Step> {
    let r = payload::inside(m, deque, site)?.cast::<Ring>(m)?;
    let mut answer = T::lit(m.root(roots::NONE));
    match op {
        RingOp::Append(left) => {
            if let Err(raised) = append(m, r, v?, left) {
                return Some(Err(raised));
            }
        }
        RingOp::Pop(left) => answer = pop(m, r, left)?,
        RingOp::Rotate => {
            let left = match v {
                Some(steps) => to_left(steps.as_small()?)?,
                None => false,
            };
            rotate(m, r, left);
        }
    }
    m.set(d, answer);
    Some(m.next())
}

/// Whether one step goes to the left; `None`: it is not one step.
#[inline(always)]
fn to_left<M: Mode>(steps: T<M, Small>) -> Option<bool> {
    if steps == 1 {
        return Some(false);
    }
    (steps == -1).then_some(true)
}

type Items<M> = T<M, Gc<Array>>;

/// Where element `i` is, or will be.
#[inline(always)]
fn slot<M: Mode>(m: M, r: T<M, Gc<Ring>>, i: T<M, i64>) -> (Items<M>, T<M, i64>) {
    let items = m.field(r, Ring::ITEMS);
    (items, (m.field(r, Ring::HEAD) + i) & (m.tail_len(items, Array::ITEMS) - T::lit(1)))
}

/// `o[k]`
#[inline(always)]
pub fn get<M: Mode>(m: M, o: T<M, Gc<Header>>, k: T<M, Value>) -> Option<T<M, Value>> {
    let r = m.cast::<Ring>(o)?;
    let (items, at) = slot(m, r, place(k.as_small()?, m.field(r, Ring::LEN))?);
    Some(m.item(items, Array::ITEMS, at))
}

/// `o[k] := v`; whether it is done.
#[inline(always)]
pub fn set<M: Mode>(m: M, o: T<M, Gc<Header>>, k: T<M, Value>, v: T<M, Value>) -> bool {
    if let Some(r) = m.cast::<Ring>(o)
        && let Some(k) = k.as_small()
        && let Some(i) = place(k, m.field(r, Ring::LEN))
    {
        let (items, at) = slot(m, r, i);
        m.set_item(items, Array::ITEMS, at, v);
        return true;
    }
    false
}

/// Notes that elements were added or removed.
#[inline(always)]
fn touch<M: Mode>(m: M, r: T<M, Gc<Ring>>) {
    m.set_field(r, Ring::STATE, m.field(r, Ring::STATE) + T::lit(1));
}

/// Adds an element at an end; the one at the other end goes where there are too many.
#[inline(always)]
fn append<M: Mode>(m: M, r: T<M, Gc<Ring>>, v: T<M, Value>, left: bool) -> Result<(), Raise> {
    let n = m.field(r, Ring::LEN);
    if !n.below(m.field(r, Ring::MOST)) {
        if n > 0 {
            displace(m, r, n, v, left);
        }
        return Ok(());
    }
    if n == m.tail_len(m.field(r, Ring::ITEMS), Array::ITEMS) {
        grow::call(m, r)?;
    }
    let (items, at) = slot(m, r, if left { T::lit(-1) } else { n });
    m.set_item(items, Array::ITEMS, at, v);
    if left {
        m.set_field(r, Ring::HEAD, at);
    }
    m.set_field(r, Ring::LEN, n + T::lit(1));
    touch(m, r);
    Ok(())
}

/// Makes room for one more element.
#[residual]
fn grow(machine: &Machine, r: Gc<Ring>) -> Result<(), Raise> {
    Ring::grow(&machine.heap, r).map_err(|_| memory_error(machine))
}

/// Adds an element to a deque that is full, of `n` elements, more than none.
#[inline(always)]
fn displace<M: Mode>(m: M, r: T<M, Gc<Ring>>, n: T<M, i64>, v: T<M, Value>, left: bool) {
    let (first, last, before) = (T::lit(0), n - T::lit(1), T::lit(-1));
    let (items, out) = slot(m, r, if left { last } else { first });
    let (_, to) = slot(m, r, if left { before } else { n });
    let head = if left { to } else { slot(m, r, T::lit(1)).1 };
    m.set_item(items, Array::ITEMS, out, T::lit(Value::ZERO));
    m.set_item(items, Array::ITEMS, to, v);
    m.set_field(r, Ring::HEAD, head);
    touch(m, r);
}

/// One step to the right, or to the left.
#[inline(always)]
fn rotate<M: Mode>(m: M, r: T<M, Gc<Ring>>, left: bool) {
    let n = m.field(r, Ring::LEN);
    if n < 2 {
        return;
    }
    let (items, from) = slot(m, r, if left { T::lit(0) } else { n - T::lit(1) });
    displace(m, r, n, m.item(items, Array::ITEMS, from), !left);
}

/// Takes the element at an end off; `None`: there is none.
#[inline(always)]
fn pop<M: Mode>(m: M, r: T<M, Gc<Ring>>, left: bool) -> Option<T<M, Value>> {
    let n = m.field(r, Ring::LEN);
    if n == 0 {
        return None;
    }
    let rest = n - T::lit(1);
    let (items, at) = slot(m, r, if left { T::lit(0) } else { rest });
    let v = m.item(items, Array::ITEMS, at);
    m.set_item(items, Array::ITEMS, at, T::lit(Value::ZERO));
    if left {
        m.set_field(r, Ring::HEAD, (at + T::lit(1)) & (m.tail_len(items, Array::ITEMS) - T::lit(1)));
    }
    m.set_field(r, Ring::LEN, rest);
    touch(m, r);
    Some(v)
}

/// The next element, or the end; `None`: the deque has changed.
#[inline(always)]
pub fn next<M: Mode>(m: M, it: T<M, Gc<RingIter>>) -> Option<Option<T<M, Value>>> {
    let r = m.field(it, RingIter::RING);
    if m.field(r, Ring::STATE) != m.field(it, RingIter::STATE) {
        return None;
    }
    let at = m.field(it, RingIter::AT);
    if !at.below(m.field(r, Ring::LEN)) {
        return Some(None);
    }
    let (items, i) = slot(m, r, at);
    let v = m.item(items, Array::ITEMS, i);
    m.set_field(it, RingIter::AT, at + T::lit(1));
    Some(Some(v))
}

/// The next element, or END.
pub fn step(machine: &Machine, it: Gc<RingIter>) -> Result<Value, Raise> {
    let (r, at) = (it.get(RingIter::RING), it.get(RingIter::AT) as usize);
    if r.get(Ring::STATE) != it.get(RingIter::STATE) {
        it.set(&machine.heap, RingIter::AT, UNLIMITED);
        return Err(raise(machine, Cls::RuntimeError, "deque mutated during iteration"));
    }
    if at >= Ring::len(r) {
        return Ok(machine.root(roots::END));
    }
    it.set(&machine.heap, RingIter::AT, at as i64 + 1);
    Ok(Ring::get(r, at))
}
