//! Iteration.

use super::array;
use super::call::{enter_prelude, finish, values_tuple};
use super::inline::{resume, special_of};
use super::payload;
use super::ring;
use super::text::character_and_end;
use super::{walk, zip};
use crate::errors::{raise, type_error};
use crate::roots;
use crate::tail;
use crate::types::arrays::*;
use crate::types::builtin::Cls;
use crate::types::class;
use crate::types::objects::*;
use crate::types::ring::RingIter;
use crate::types::walk::Walk;
use crate::values::{class_of, type_name, unwrap};
use trackway::*;
use trackway_kit::{Array, Coroutine, Dict, List, Set, Str, Tuple, list};

/// `d := iter(s)`
#[op]
pub fn get_iter<M: Mode>(m: M, d: Out, s: In) -> Step {
    iterate(m, m.get(s), d)
}

#[inline(always)]
pub fn iterate<M: Mode>(m: M, v: T<M, Value>, d: Out) -> Step {
    if let Some(o) = v.as_object() {
        if let Some(r) = m.cast::<Range>(o) {
            let it = m.new_object::<RangeIter>(T::lit(0), 0);
            m.set_field(it, RangeIter::NEXT, m.field(r, Range::START));
            m.set_field(it, RangeIter::STEP, m.field(r, Range::STEP));
            m.set_field(it, RangeIter::LEFT, m.field(r, Range::LEN));
            m.set(d, it.value());
            return m.next();
        }
        if m.cast::<List>(o).is_some() {
            let it = m.new_object::<ListIter>(T::lit(0), 0);
            m.set_field(it, ListIter::LIST, v);
            m.set_field(it, ListIter::AT, T::lit(0));
            m.set(d, it.value());
            return m.next();
        }
        if let Some(t) = m.cast::<Tuple>(o) {
            let it = m.new_object::<TupleIter>(T::lit(0), 0);
            m.set_field(it, TupleIter::TUPLE, t);
            m.set_field(it, TupleIter::AT, T::lit(0));
            m.set(d, it.value());
            return m.next();
        }
        if m.cast::<Str>(o).is_some() {
            let it = m.new_object::<StrIter>(T::lit(0), 0);
            m.set_field(it, StrIter::TEXT, v);
            m.set_field(it, StrIter::AT, T::lit(0));
            m.set(d, it.value());
            return m.next();
        }
        if let Some(c) = m.cast::<Coroutine>(o) {
            let code = m.field(c, Coroutine::CODE).promote();
            if !crate::prelude::awaits(code.guest::<crate::code::Signature>().class) {
                m.set(d, v);
                return m.next();
            }
        }
        if let Some(it) = less_common(m, o) {
            m.set(d, it);
            return m.next();
        }
    }
    let it = iterator::call(m, v)?;
    finish(m, d, it)
}

/// Iterators over dicts, their views and sets, and those over sequences, which are iterators of themselves.
#[inline(never)]
fn less_common<M: Mode>(m: M, o: T<M, Gc<Header>>) -> Option<T<M, Value>> {
    if m.cast::<RangeIter>(o).is_some()
        || m.cast::<ListIter>(o).is_some()
        || m.cast::<TupleIter>(o).is_some()
        || m.cast::<ArrayIter>(o).is_some()
        || m.cast::<RingIter>(o).is_some()
        || m.cast::<Walk>(o).is_some()
    {
        return Some(o.value());
    }
    if let Some(it) = array::iterator(m, o) {
        return Some(it);
    }
    let (t, what) = if let Some(t) = m.cast::<Dict>(o) {
        (t, T::lit(VIEW_KEYS))
    } else if let Some(view) = m.cast::<DictView>(o) {
        (m.field(view, DictView::DICT), m.field(view, DictView::WHAT))
    } else if let Some(s) = m.cast::<Set>(o) {
        (m.field(s, Set::TABLE), T::lit(VIEW_SET))
    } else {
        (m.field(m.cast::<FrozenSet>(o)?, FrozenSet::TABLE), T::lit(VIEW_SET))
    };
    let it = m.new_object::<DictIter>(T::lit(0), 0);
    m.set_field(it, DictIter::DICT, t);
    m.set_field(it, DictIter::LEN, m.field(t, Dict::USED));
    m.set_field(it, DictIter::LIMIT, m.field(t, Dict::USED));
    m.set_field(it, DictIter::AT, T::lit(0));
    m.set_field(it, DictIter::WHAT, what);
    Some(it.value())
}

/// `iter(v)`, or a tail.
#[residual(repeatable)]
pub fn iterator(machine: &Machine, v: Value) -> Result<Value, Raise> {
    iter(machine, v)
}

/// `iter(v)`, or a tail.
pub fn iter(machine: &Machine, v: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    if let Some(l) = v.cast::<List>() {
        let it = heap.alloc::<ListIter>();
        it.set(heap, ListIter::LIST, l.value());
        return Ok(it.value());
    }
    if let Some(t) = v.cast::<Tuple>() {
        let it = heap.alloc::<TupleIter>();
        it.set(heap, TupleIter::TUPLE, t);
        return Ok(it.value());
    }
    if let Some(r) = v.cast::<Range>() {
        let it = heap.alloc::<RangeIter>();
        it.set(heap, RangeIter::NEXT, r.get(Range::START));
        it.set(heap, RangeIter::STEP, r.get(Range::STEP));
        it.set(heap, RangeIter::LEFT, r.get(Range::LEN));
        return Ok(it.value());
    }
    if v.cast::<BigRange>().is_some() {
        return tail::prelude(machine, "_long_range_of", &[v]);
    }
    if let Some(m) = v.cast::<MemoryView>() {
        let items = crate::builtins::memoryview::items(machine, m).unwrap_or_default();
        return iter(machine, List::new(heap, &items).value());
    }
    if v.cast::<Str>().is_some() || v.cast::<Bytes>().is_some() || v.cast::<ByteArray>().is_some() {
        let it = heap.alloc::<StrIter>();
        it.set(heap, StrIter::TEXT, v);
        return Ok(it.value());
    }
    if crate::builtins::array::Store::plain(v).is_some() {
        let it = heap.alloc::<ArrayIter>();
        it.set(heap, ArrayIter::ARRAY, v);
        return Ok(it.value());
    }
    if let Some(d) = v.cast::<Dict>() {
        return Ok(dict_iter(machine, d, VIEW_KEYS));
    }
    if let Some(d) = crate::dicts::set_table(v) {
        return Ok(dict_iter(machine, d, VIEW_SET));
    }
    if let Some(view) = v.cast::<DictView>() {
        return Ok(dict_iter(machine, view.get(DictView::DICT), view.get(DictView::WHAT)));
    }
    if let Some(p) = v.cast::<MappingProxy>() {
        return Ok(dict_iter(machine, p.get(MappingProxy::DICT), VIEW_KEYS));
    }
    if is_iterator(v) {
        return Ok(v);
    }
    iter_by_class(machine, v)
}

/// Whether the value is an iterator made by the run time.
pub fn is_iterator(v: Value) -> bool {
    v.cast::<Coroutine>().is_some_and(|c| !crate::prelude::awaits(crate::values::suspended_class(c)))
        || v.cast::<ListIter>().is_some()
        || v.cast::<RangeIter>().is_some()
        || v.cast::<TupleIter>().is_some()
        || v.cast::<StrIter>().is_some()
        || v.cast::<DictIter>().is_some()
        || v.cast::<ArrayIter>().is_some()
        || v.cast::<RingIter>().is_some()
        || v.cast::<Zipped>().is_some()
        || v.cast::<Enumerated>().is_some()
        || v.cast::<Walk>().is_some()
}

fn iter_by_class(machine: &Machine, v: Value) -> Result<Value, Raise> {
    let class = class_of(machine, v);
    if let Some(f) = class::user_special(machine, class, "__iter__") {
        if f == roots::none(machine) {
            let text = format!("'{}' object is not iterable", type_name(machine, v));
            return Err(type_error(machine, &text));
        }
        return tail::prelude(machine, "_iter", &[f, v]);
    }
    if unwrap(machine, v) != v {
        return iter(machine, unwrap(machine, v));
    }
    if class::user_special(machine, class, "__getitem__").is_some() {
        return tail::prelude(machine, "_iter_items", &[v, Value::ZERO]);
    }
    Err(type_error(machine, &format!("'{}' object is not iterable", type_name(machine, v))))
}

/// Whether `iter(v)` is defined, for values that are no instances of classes derived from builtin ones.
pub fn iterable(machine: &Machine, v: Value) -> bool {
    let class = class_of(machine, v);
    is_iterator(v)
        || v.cast::<BigRange>().is_some()
        || v.cast::<MemoryView>().is_some()
        || class::lookup(machine, class, crate::runtime::known_sym(machine, "__iter__")).is_some()
        || class::user_special(machine, class, "__getitem__").is_some()
}

/// An iterator over a dictionary.
pub fn dict_iter(machine: &Machine, d: Gc<Dict>, what: i64) -> Value {
    let heap = &machine.heap;
    let it = heap.alloc::<DictIter>();
    it.set(heap, DictIter::DICT, d);
    it.set(heap, DictIter::LEN, Dict::len(d) as i64);
    it.set(heap, DictIter::LIMIT, Dict::len(d) as i64);
    it.set(heap, DictIter::WHAT, what);
    it.value()
}

/// `d := ` the next value of iterator `s`, or END
#[op]
pub fn next<M: Mode>(m: M, d: Out, s: In, site: Site) -> Step {
    let v = m.get(s);
    if let Some(o) = v.as_object() {
        if let Some(next) = next_in_sequence(m, o) {
            m.set(d, next.unwrap_or(T::lit(m.root(roots::END))));
            return m.next();
        }
        if let Some(c) = m.cast::<Coroutine>(o) {
            return resume(m, c, T::lit(m.root(roots::NONE)), d);
        }
    }
    next_of_other(m, d, v, site)
}

/// The next value of an iterator over a range, list or tuple, or its end; `None`: another iterator.
#[inline(always)]
pub fn next_in_sequence<M: Mode>(m: M, o: T<M, Gc<Header>>) -> Option<Option<T<M, Value>>> {
    if let Some(it) = m.cast::<RangeIter>(o) {
        let left = m.field(it, RangeIter::LEFT);
        if left > 0 {
            let at = m.field(it, RangeIter::NEXT);
            m.set_field(it, RangeIter::NEXT, at + m.field(it, RangeIter::STEP));
            m.set_field(it, RangeIter::LEFT, left - T::lit(1));
            return Some(Some(at.small().value()));
        }
        return Some(None);
    }
    if let Some(it) = m.cast::<ListIter>(o) {
        return Some(next_of_list(m, it));
    }
    if let Some(it) = m.cast::<ArrayIter>(o) {
        return array::next(m, it);
    }
    if let Some(it) = m.cast::<RingIter>(o) {
        return ring::next(m, it);
    }
    let it = m.cast::<TupleIter>(o)?;
    let (t, at) = (m.field(it, TupleIter::TUPLE), m.field(it, TupleIter::AT));
    if at.below(m.tail_len(t, Tuple::ITEMS)) {
        m.set_field(it, TupleIter::AT, at + T::lit(1));
        return Some(Some(m.item(t, Tuple::ITEMS, at)));
    }
    Some(None)
}

/// The position of a list iterator that has finished.
pub const FINISHED: i64 = i64::MAX / 4;

#[inline(always)]
fn next_of_list<M: Mode>(m: M, it: T<M, Gc<ListIter>>) -> Option<T<M, Value>> {
    let Some(l) = m.field(it, ListIter::LIST).cast::<List>(m) else { unreachable!("a list iterator's list") };
    let at = m.field(it, ListIter::AT);
    if at.below(m.field(l, List::LEN)) {
        let v = list::get(m, l, at);
        m.set_field(it, ListIter::AT, at + T::lit(1));
        return Some(v);
    }
    m.set_field(it, ListIter::AT, T::lit(FINISHED));
    None
}

#[inline(never)]
fn next_of_other<M: Mode>(m: M, d: Out, v: T<M, Value>, site: Site) -> Step {
    if let Some(i) = v.cast::<Instance>(m)
        && let Some(f) = m.cached(site, m.shape(i), |vm, shape| special_of(vm, shape, "__next__"))
    {
        return enter_prelude(m, "_next", &[T::lit(f), v], d);
    }
    if v.cast::<Instance>(m).is_some() {
        // Its `__next__` is no function.
        return enter_prelude(m, "_next_otherwise", &[v], d);
    }
    let next = if let Some(it) = v.cast::<DictIter>(m) {
        next_of_dict(m, it)
    } else if let Some(it) = v.cast::<StrIter>(m) {
        next_of_text(m, it)
    } else if let Some(w) = v.cast::<Walk>(m) {
        return walk::next(m, d, w, site);
    } else if let Some(step) = zip::next(m, d, v) {
        return step;
    } else {
        None
    };
    let next = match next {
        Some(next) => next,
        None => next_builtin::call(m, v)?,
    };
    m.set(d, next);
    m.next()
}

#[inline(always)]
fn next_of_dict<M: Mode>(m: M, it: T<M, Gc<DictIter>>) -> Option<T<M, Value>> {
    let (v, next) = ahead_in_dict(m, it)?;
    m.set_field(it, DictIter::AT, next);
    Some(v)
}

/// The next live entry of a dict or set, and the place behind it; `None`: the end, a dead entry or an error. Decides.
#[inline(always)]
pub fn ahead_in_dict<M: Mode>(m: M, it: T<M, Gc<DictIter>>) -> Option<(T<M, Value>, T<M, i64>)> {
    let (t, at) = (m.field(it, DictIter::DICT), m.field(it, DictIter::AT));
    if !at.below(m.field(t, Dict::FILL))
        || !at.below(m.field(it, DictIter::LIMIT))
        || m.field(t, Dict::USED) != m.field(it, DictIter::LEN)
    {
        return None;
    }
    let entries = m.field(t, Dict::ENTRIES);
    let word = |i: i64| m.item(entries, Array::ITEMS, at * T::lit(3) + T::lit(i));
    word(0).as_small()?;
    let v = match m.field(it, DictIter::WHAT).promote() {
        VIEW_VALUES => word(2),
        VIEW_ITEMS => values_tuple(m, &[word(1), word(2)]).value(),
        _ => word(1),
    };
    Some((v, at + T::lit(1)))
}

#[inline(always)]
fn next_of_text<M: Mode>(m: M, it: T<M, Gc<StrIter>>) -> Option<T<M, Value>> {
    let (v, next) = ahead_in_text(m, it)?;
    m.set_field(it, StrIter::AT, next);
    Some(v)
}

/// The next character of a string, or byte of bytes, and the place behind it; `None`: another text, or the end. Decides.
#[inline(always)]
pub fn ahead_in_text<M: Mode>(m: M, it: T<M, Gc<StrIter>>) -> Option<(T<M, Value>, T<M, i64>)> {
    let text = m.field(it, StrIter::TEXT);
    let at = m.field(it, StrIter::AT);
    if let Some(s) = text.cast::<Str>(m) {
        return character_and_end(m, s, at);
    }
    let b = text.cast::<Bytes>(m)?;
    if !at.below(m.tail_len(b, Bytes::BYTES)) {
        return None;
    }
    Some((m.item(b, Bytes::BYTES, at).small().value(), at + T::lit(1)))
}

/// The next value of a builtin iterator, or END.
#[residual]
pub fn next_builtin(machine: &Machine, v: Value) -> Result<Value, Raise> {
    step(machine, v)
}

/// The next value of a builtin iterator that is no generator, or END.
pub fn step(machine: &Machine, v: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let end = machine.root(roots::END);
    if let Some(it) = v.cast::<ListIter>() {
        let l = it.get(ListIter::LIST).cast::<List>().expect("a list");
        let at = it.get(ListIter::AT);
        if at < List::len(l) as i64 {
            it.set(heap, ListIter::AT, at + 1);
            return Ok(List::get(&machine.heap, l, at as usize));
        }
        it.set(heap, ListIter::AT, FINISHED);
        return Ok(end);
    }
    if let Some(it) = v.cast::<TupleIter>() {
        let (t, at) = (it.get(TupleIter::TUPLE), it.get(TupleIter::AT) as usize);
        if at < t.tail_len(Tuple::ITEMS) {
            it.set(heap, TupleIter::AT, at as i64 + 1);
            return Ok(t.item(Tuple::ITEMS, at));
        }
        return Ok(end);
    }
    if let Some(it) = v.cast::<RangeIter>() {
        if it.get(RangeIter::LEFT) == 0 {
            return Ok(end);
        }
        let at = it.get(RangeIter::NEXT);
        it.set(heap, RangeIter::NEXT, at.wrapping_add(it.get(RangeIter::STEP)));
        it.set(heap, RangeIter::LEFT, it.get(RangeIter::LEFT) - 1);
        return Ok(trackway_kit::BigInt::from_i64(heap, at));
    }
    if let Some(w) = v.cast::<Walk>() {
        return crate::walks::step(machine, w);
    }
    if let Some(it) = v.cast::<DictIter>() {
        return step_dict(machine, it);
    }
    if let Some(it) = v.cast::<StrIter>() {
        return Ok(step_text(machine, it));
    }
    if let Some(it) = v.cast::<ArrayIter>() {
        return array::step(machine, it);
    }
    if let Some(it) = v.cast::<RingIter>() {
        return ring::step(machine, it);
    }
    if let Some(next) = zip::step(machine, v) {
        return next;
    }
    Err(type_error(machine, &format!("'{}' object is not an iterator", type_name(machine, v))))
}

fn step_dict(machine: &Machine, it: Gc<DictIter>) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let (d, what) = (it.get(DictIter::DICT), it.get(DictIter::WHAT));
    let at = it.get(DictIter::AT);
    if at < 0 {
        return Ok(machine.root(roots::END));
    }
    if Dict::len(d) as i64 != it.get(DictIter::LEN) {
        let kind = if what == VIEW_SET { "Set" } else { "dictionary" };
        return Err(raise(machine, Cls::RuntimeError, &format!("{kind} changed size during iteration")));
    }
    let limit = it.get(DictIter::LIMIT);
    let next = Dict::next_live(d, at as usize).filter(|_| what != VIEW_SET || at < limit);
    let Some(i) = next else {
        it.set(heap, DictIter::AT, -1);
        return Ok(machine.root(roots::END));
    };
    if at >= limit {
        return Err(raise(machine, Cls::RuntimeError, "dictionary keys changed during iteration"));
    }
    it.set(heap, DictIter::AT, i as i64 + 1);
    it.set(heap, DictIter::LIMIT, limit + i as i64 - at);
    let key = Dict::key(d, i).expect("live");
    Ok(match what {
        VIEW_VALUES => Dict::value(d, i),
        VIEW_ITEMS => Tuple::new(heap, &[key, Dict::value(d, i)]).value(),
        _ => key,
    })
}

fn step_text(machine: &Machine, it: Gc<StrIter>) -> Value {
    let heap = &machine.heap;
    let at = it.get(StrIter::AT) as usize;
    let text = it.get(StrIter::TEXT);
    let byte = match text.cast::<ByteArray>() {
        Some(b) => Some(b.get(ByteArray::BYTES).get(heap).borrow().get(at).copied()),
        None => text.cast::<Bytes>().map(|b| heap.bytes(b).get(at).copied()),
    };
    if let Some(byte) = byte {
        return match byte {
            Some(byte) => {
                it.set(heap, StrIter::AT, at as i64 + 1);
                Value::int(byte as i64).expect("small")
            }
            None => {
                // More bytes may come, but not to this iterator.
                it.set(heap, StrIter::AT, i64::MAX >> 2);
                machine.root(roots::END)
            }
        };
    }
    let bytes = Str::bytes(heap, text.cast().expect("a string"));
    match trackway_kit::string::points(&bytes[at.min(bytes.len())..]).next() {
        Some(p) => {
            let width = char::from_u32(p).map_or(3, char::len_utf8);
            it.set(heap, StrIter::AT, (at + width) as i64);
            crate::runtime::rt(machine).character(machine, p)
        }
        None => machine.root(roots::END),
    }
}

/// Exactly `n` values of `s` to registers, then on at `e`; or, where guest code iterates, a list
/// of them to `x`, and on behind the op
#[op]
pub fn unpack_seq<M: Mode>(m: M, start: OutBlock, n: Count, s: In, x: Out, e: Target, site: Site) -> Step {
    let v = m.get(s);
    if let Some(o) = elements(m, v, site).and_then(|v| v.as_object()) {
        if let Some(t) = m.cast::<Tuple>(o)
            && m.tail_len(t, Tuple::ITEMS) == n.0 as i64
        {
            for i in 0..n.0 {
                m.set_register(start.0 + i, m.item(t, Tuple::ITEMS, T::lit(i as i64)));
            }
            return m.jump(e);
        }
        if let Some(l) = m.cast::<List>(o)
            && m.field(l, List::LEN) == n.0 as i64
        {
            let items = list::items(m, l);
            for i in 0..n.0 {
                m.set_register(start.0 + i, items.get(m, T::lit(i as i64)));
            }
            return m.jump(e);
        }
    }
    unpack(m, v, n.0 as i64, -1, start.0, x, e)
}

/// The value whose elements these are: of instances of classes derived from a builtin type, unless they iterate their
/// own way, what is inside.
#[inline(always)]
fn elements<M: Mode>(m: M, v: T<M, Value>, site: Site) -> Option<T<M, Value>> {
    let Some(i) = v.cast::<Instance>(m) else { return Some(v) };
    let how = m.cached(site, m.shape(i), |vm, shape| payload::special_or_inside(vm, shape, "__iter__"))?;
    (how == payload::INSIDE).then(|| payload::inner(m, i))
}

/// `before` values of `s`, a list and the rest to `n` registers, as `unpack_seq`
#[op]
pub fn unpack_ex<M: Mode>(m: M, start: OutBlock, n: Count, before: Imm, s: In, x: Out, e: Target) -> Step {
    let after = n.0 as i64 - before.0 as i64 - 1;
    unpack(m, m.get(s), before.0 as i64, after, start.0, x, e)
}

#[inline(never)]
fn unpack<M: Mode>(m: M, v: T<M, Value>, before: i64, after: i64, start: u32, x: Out, e: Target) -> Step {
    let known = unpacked::call(m, v, T::lit(before), T::lit(after))?;
    let Some(a) = known.cast::<Array>(m) else {
        let limit = if after < 0 { before + 1 } else { -1 };
        return enter_prelude(m, "_collect", &[v, T::lit(Value::int(limit).expect("small"))], x);
    };
    let n = if after < 0 { before } else { before + after + 1 };
    for i in 0..n {
        m.set_register(start + i as u32, m.item(a, Array::ITEMS, T::lit(i)));
    }
    m.jump(e)
}

/// The values of a builtin container in an array, for `unpack_seq` (`after` < 0) and `unpack_ex`;
/// None when guest code iterates.
#[residual(repeatable)]
pub fn unpacked(machine: &Machine, v: Value, before: i64, after: i64) -> Result<Value, Raise> {
    if let Some(r) = v.cast::<Range>()
        && after < 0
        && r.get(Range::LEN) > before
    {
        let text = format!("too many values to unpack (expected {before}, got {})", r.get(Range::LEN));
        return Err(crate::errors::value_error(machine, &text));
    }
    crate::iterate::check_length(machine, v)?;
    let Some(items) = crate::iterate::items_of_any(machine, v) else {
        let class = class_of(machine, v);
        let iterable = is_iterator(v)
            || class::user_special(machine, class, "__iter__").is_some()
            || class::user_special(machine, class, "__getitem__").is_some();
        if iterable {
            return Ok(roots::none(machine));
        }
        return Err(type_error(
            machine,
            &format!("cannot unpack non-iterable {} object", type_name(machine, v)),
        ));
    };
    arrange(machine, items, before, after).map(|a| a.value())
}

/// The registers' words: exactly `before`, or `before`, a list and `after`.
pub fn arrange(machine: &Machine, items: Vec<Value>, before: i64, after: i64) -> Result<Gc<Array>, Raise> {
    let (n, value_error) = (items.len() as i64, crate::errors::value_error);
    if after < 0 {
        if n < before {
            let text = format!("not enough values to unpack (expected {before}, got {n})");
            return Err(value_error(machine, &text));
        }
        if n > before {
            return Err(value_error(
                machine,
                &format!("too many values to unpack (expected {before}, got {n})"),
            ));
        }
        return Ok(crate::calls::array(machine, &items));
    }
    if n < before + after {
        let text = format!("not enough values to unpack (expected at least {}, got {n})", before + after);
        return Err(value_error(machine, &text));
    }
    let rest = List::new(&machine.heap, &items[before as usize..(n - after) as usize]).value();
    let mut words = items[..before as usize].to_vec();
    words.push(rest);
    words.extend_from_slice(&items[(n - after) as usize..]);
    Ok(crate::calls::array(machine, &words))
}
