//! Subscripts of builtin types: what ops do not inline.

use crate::builtins::array;
use crate::errors::{memory_error, raise, type_error, value_error};
use crate::modules::deque;
use crate::modules::sre::Match;
use crate::ops::item::index;
use crate::roots;
use crate::runtime::rt;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::objects::*;
use crate::types::ring::Ring;
use crate::values::{as_int, class_of, is_int, needs_index, type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple};

/// `o[i]`, or a tail.
pub fn get(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    if needs_index(machine, i) && is_sequence(o) {
        return tail::prelude(machine, "_item_indexed", &[o, i]);
    }
    if let Some(s) = i.cast::<Slice>()
        && let Some(v) = get_slice(machine, o, s)?
    {
        return Ok(v);
    }
    if let Some(l) = o.cast::<List>() {
        let at = position(machine, i, List::len(l), "list")?;
        return Ok(List::get(&machine.heap, l, at));
    }
    if let Some(t) = o.cast::<Tuple>() {
        let at = position(machine, i, t.tail_len(Tuple::ITEMS), "tuple")?;
        return Ok(t.item(Tuple::ITEMS, at));
    }
    if let Some(s) = o.cast::<Str>() {
        let at = position(machine, i, Str::len(s), "string")?;
        return Ok(rt(machine).character(machine, Str::point(heap, s, at)));
    }
    if let Some(r) = o.cast::<BigRange>() {
        return crate::builtins::big_range::get(machine, r, i);
    }
    if let Some(r) = o.cast::<Range>() {
        let at = position(machine, i, r.get(Range::LEN) as usize, "range object")?;
        return Ok(crate::iterate::range_item(r, at as i64).expect("in range"));
    }
    if let Some(b) = o.cast::<Bytes>() {
        let at = position(machine, i, heap.bytes(b).len(), "byte")?;
        return Ok(Value::int(heap.bytes(b)[at] as i64).expect("small"));
    }
    if let Some(b) = o.cast::<ByteArray>() {
        let bytes = b.get(ByteArray::BYTES).get(heap).borrow();
        let at = position(machine, i, bytes.len(), "bytearray")?;
        return Ok(Value::int(bytes[at] as i64).expect("small"));
    }
    if let Some(a) = array::Store::plain(o) {
        return array::get_item(machine, a, i);
    }
    if let Some(r) = o.cast::<Ring>() {
        return deque::get_item(machine, r, i);
    }
    if let Some(m) = o.cast::<MemoryView>() {
        return crate::builtins::memoryview::get(machine, m, i);
    }
    if let Some(p) = o.cast::<MappingProxy>() {
        return tail::prelude(machine, "_dict_getitem", &[p.get(MappingProxy::DICT).value(), i]);
    }
    if let Some(d) = o.cast::<Dict>() {
        return tail::prelude(machine, "_dict_getitem", &[d.value(), i]);
    }
    if let Some(m) = o.cast::<Match>() {
        return crate::modules::sre::matched::item(machine, m, i);
    }
    get_by_class(machine, o, i)
}

/// Whether the elements are found by numbers.
fn is_sequence(o: Value) -> bool {
    o.cast::<List>().is_some()
        || o.cast::<Tuple>().is_some()
        || o.cast::<Str>().is_some()
        || o.cast::<Range>().is_some()
        || o.cast::<BigRange>().is_some()
        || o.cast::<Bytes>().is_some()
        || o.cast::<ByteArray>().is_some()
        || o.cast::<MemoryView>().is_some()
        || array::Store::plain(o).is_some()
        || o.cast::<Ring>().is_some()
        || o.cast::<Match>().is_some()
}

fn get_by_class(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    let class = class_of(machine, o);
    if let Some(f) = class::user_special(machine, class, "__getitem__") {
        return tail::callable(machine, f, &[o, i]);
    }
    if let Some(d) = unwrap(machine, o).cast::<Dict>()
        && class::user_special(machine, class, "__missing__").is_some()
    {
        return tail::prelude(machine, "_dict_getitem_missing", &[o, d.value(), i]);
    }
    if unwrap(machine, o) != o {
        return get(machine, unwrap(machine, o), i);
    }
    if let Some(c) = o.cast::<Class>() {
        if let Some((f, _)) =
            class::lookup(machine, c, crate::runtime::known_sym(machine, "__class_getitem__"))
            && let Some(f) = f.cast::<ClassMethod>()
        {
            return tail::callable(machine, f.get(ClassMethod::FUNCTION), &[o, i]);
        }
        if c == Cls::Type.gc(machine) {
            return tail::prelude(machine, "_generic_make", &[o, i]);
        }
        return Err(type_error(
            machine,
            &format!("type '{}' is not subscriptable", class::class_name(machine, c)),
        ));
    }
    Err(type_error(machine, &format!("'{}' object is not subscriptable", type_name(machine, o))))
}

/// The place of index `i` among `n` elements.
fn position(machine: &Machine, i: Value, n: usize, what: &str) -> Result<usize, Raise> {
    let k = index(machine, i, what)?;
    let at = if k < 0 { k + n as i64 } else { k };
    if (0..n as i64).contains(&at) {
        return Ok(at as usize);
    }
    let what = if what == "byte" { String::new() } else { format!("{what} ") };
    Err(raise(machine, Cls::IndexError, &format!("{what}index out of range")))
}

/// A slice's bounds for a sequence of `n` elements: start, stop, step.
pub fn bounds(machine: &Machine, s: Gc<Slice>, n: usize) -> Result<(i64, i64, i64), Raise> {
    let n = n as i64;
    let part = |v: Value| -> Result<Option<i64>, Raise> {
        if v == roots::none(machine) {
            return Ok(None);
        }
        match as_int(machine, v) {
            Some(i) => Ok(Some(i)),
            None if is_int(machine, v) => {
                let negative =
                    crate::values::as_big(machine, v).is_some_and(|b| num_traits::Signed::is_negative(&b));
                Ok(Some(if negative { i64::MIN / 2 } else { i64::MAX / 2 }))
            }
            None => {
                let text = "slice indices must be integers or None or have an __index__ method";
                Err(type_error(machine, text))
            }
        }
    };
    let step = part(s.get(Slice::STEP))?.unwrap_or(1);
    if step == 0 {
        return Err(value_error(machine, "slice step cannot be zero"));
    }
    Ok(clamp(part(s.get(Slice::START))?, part(s.get(Slice::STOP))?, step, n))
}

/// Start and stop within a sequence of `n` elements; the step is not 0.
fn clamp(start: Option<i64>, stop: Option<i64>, step: i64, n: i64) -> (i64, i64, i64) {
    let (low, high) = if step > 0 { (0, n) } else { (-1, n - 1) };
    let within = |v: Option<i64>, default: i64| match v {
        None => default,
        Some(i) if i < 0 => (i + n).max(low),
        Some(i) => i.min(high),
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    (within(start, first), within(stop, last), step)
}

/// The number of places that bounds select.
fn places_in((start, stop, step): (i64, i64, i64)) -> usize {
    let span = if step > 0 { stop - start } else { start - stop };
    if span <= 0 { 0 } else { (span as u64 - 1).div_euclid(step.unsigned_abs()) as usize + 1 }
}

/// The `k`-th place that bounds select.
fn nth_place((start, _, step): (i64, i64, i64), k: usize) -> usize {
    (start + step.wrapping_mul(k as i64)) as usize
}

/// The places that bounds select.
pub fn places(b: (i64, i64, i64)) -> Vec<usize> {
    (0..places_in(b)).map(|k| nth_place(b, k)).collect()
}

fn get_slice(machine: &Machine, o: Value, s: Gc<Slice>) -> Result<Option<Value>, Raise> {
    cut(machine, o, |n| bounds(machine, s, n))
}

/// As `o[start:stop:step]`, where `o` has slices; the step is not 0.
pub fn part(machine: &Machine, o: Value, start: Option<i64>, stop: Option<i64>, step: i64) -> Option<Value> {
    cut(machine, o, |n| Ok(clamp(start, stop, step, n as i64))).ok().flatten()
}

/// `l[start:stop] = from`.
pub fn set_part(
    machine: &Machine,
    l: Gc<List>,
    start: Option<i64>,
    stop: Option<i64>,
    from: Gc<List>,
) -> Result<(), Raise> {
    let (start, stop, _) = clamp(start, stop, 1, List::len(l) as i64);
    let done = List::splice_list(&machine.heap, l, start as usize, stop.max(start) as usize, from);
    done.map_err(|_| memory_error(machine))
}

/// The part of a sequence that bounds for its length select.
fn cut(
    machine: &Machine,
    o: Value,
    bounds: impl Fn(usize) -> Result<(i64, i64, i64), Raise>,
) -> Result<Option<Value>, Raise> {
    let heap = &machine.heap;
    if let Some(l) = o.cast::<List>() {
        let b = bounds(List::len(l))?;
        if b.2 == 1 {
            return Ok(Some(List::part(heap, l, b.0 as usize, b.1.max(b.0) as usize).value()));
        }
        return Ok(Some(List::picked(heap, l, places_in(b), |k| nth_place(b, k)).value()));
    }
    if let Some(t) = o.cast::<Tuple>() {
        let b = bounds(t.tail_len(Tuple::ITEMS))?;
        if b.2 == 1 {
            return Ok(Some(Tuple::part(heap, t, b.0 as usize, b.1.max(b.0) as usize).value()));
        }
        let items: Vec<Value> = places(b).into_iter().map(|i| t.item(Tuple::ITEMS, i)).collect();
        return Ok(Some(Tuple::new(heap, &items).value()));
    }
    if let Some(text) = o.cast::<Str>() {
        let b = bounds(Str::len(text))?;
        if b.2 == 1 {
            return Ok(Some(Str::slice(heap, text, b.0 as usize, b.1.max(b.0) as usize).value()));
        }
        if Str::is_ascii(text) {
            let all = Str::bytes(heap, text);
            let part: Vec<u8> = places(b).into_iter().map(|i| all[i]).collect();
            return Ok(Some(Str::from_wtf8(heap, &part).value()));
        }
        let all: Vec<u32> = trackway_kit::string::points(Str::bytes(heap, text)).collect();
        return Ok(Some(Str::from_points(heap, places(b).into_iter().map(|i| all[i])).value()));
    }
    if let Some(b) = o.cast::<Bytes>() {
        let bytes = bytes_part(heap.bytes(b), bounds(heap.bytes(b).len())?);
        return Ok(Some(heap.alloc_bytes::<Bytes>(&bytes).value()));
    }
    if let Some(b) = o.cast::<ByteArray>() {
        let len = b.get(ByteArray::BYTES).get(heap).borrow().len();
        let at = bounds(len)?;
        let bytes = bytes_part(&b.get(ByteArray::BYTES).get(heap).borrow(), at);
        return Ok(Some(crate::builtins::bytearray::word(machine, bytes)));
    }
    if let Some(a) = array::Store::plain(o) {
        return Ok(Some(array::cut(machine, a, bounds(a.len())?).value()));
    }
    if let Some(r) = o.cast::<Range>() {
        let (start, stop, step) = bounds(r.get(Range::LEN) as usize)?;
        let at = |i: i64| r.get(Range::START) + i * r.get(Range::STEP);
        return Ok(Some(new_range(machine, at(start), at(stop), step * r.get(Range::STEP)).value()));
    }
    Ok(None)
}

/// The bytes of a slice with these bounds.
fn bytes_part(all: &[u8], b: (i64, i64, i64)) -> Vec<u8> {
    match b.2 {
        1 => all[b.0 as usize..b.1.max(b.0) as usize].to_vec(),
        _ => places(b).into_iter().map(|i| all[i]).collect(),
    }
}

/// A range object; the step is not 0.
pub fn new_range(machine: &Machine, start: i64, stop: i64, step: i64) -> Gc<Range> {
    let heap = &machine.heap;
    let span = if step > 0 { stop as i128 - start as i128 } else { start as i128 - stop as i128 };
    let len = if span <= 0 { 0 } else { (span - 1) / step.unsigned_abs() as i128 + 1 };
    let r = heap.alloc::<Range>();
    r.set(heap, Range::START, start);
    r.set(heap, Range::STOP, stop);
    r.set(heap, Range::STEP, step);
    r.set(heap, Range::LEN, len.min(i64::MAX as i128) as i64);
    r
}

/// `o[i] = v` for lists; dicts and instances are the op's.
pub fn set(machine: &Machine, o: Value, i: Value, v: Value) -> Result<(), Raise> {
    let heap = &machine.heap;
    if let Some(b) = o.cast::<ByteArray>() {
        return crate::builtins::bytearray::set_item(machine, b, i, v);
    }
    if let Some(a) = array::Store::plain(o) {
        return array::set_item(machine, a, i, v);
    }
    if let Some(r) = o.cast::<Ring>() {
        return deque::set_item(machine, r, i, v);
    }
    if let Some(m) = o.cast::<MemoryView>() {
        return crate::builtins::memoryview::set_item(machine, m, i, v);
    }
    let Some(l) = o.cast::<List>() else {
        return Err(type_error(
            machine,
            &format!("'{}' object does not support item assignment", type_name(machine, o)),
        ));
    };
    let Some(s) = i.cast::<Slice>() else {
        let k = index(machine, i, "list")?;
        let n = List::len(l) as i64;
        let at = if k < 0 { k + n } else { k };
        if !(0..n).contains(&at) {
            return Err(raise(machine, Cls::IndexError, "list assignment index out of range"));
        }
        return List::set(heap, l, at as usize, v).map_err(|_| memory_error(machine));
    };
    let new = crate::iterate::items(machine, v).unwrap_or_default();
    let b = bounds(machine, s, List::len(l))?;
    if b.2 == 1 {
        let (start, end) = (b.0 as usize, b.1.max(b.0) as usize);
        return List::splice(heap, l, start, end, &new).map_err(|_| memory_error(machine));
    }
    let at = places(b);
    if at.len() != new.len() {
        let text = format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            at.len()
        );
        return Err(value_error(machine, &text));
    }
    at.into_iter().zip(new).try_for_each(|(i, v)| List::set(heap, l, i, v)).map_err(|_| memory_error(machine))
}

/// `del o[i]` for lists.
pub fn delete(machine: &Machine, o: Value, i: Value) -> Result<(), Raise> {
    if let Some(b) = o.cast::<ByteArray>() {
        return crate::builtins::bytearray::delete_item(machine, b, i);
    }
    if let Some(a) = array::Store::plain(o) {
        return array::delete_item(machine, a, i);
    }
    if let Some(r) = o.cast::<Ring>() {
        return deque::delete_item(machine, r, i);
    }
    let Some(l) = o.cast::<List>() else {
        return Err(type_error(
            machine,
            &format!("'{}' object doesn't support item deletion", type_name(machine, o)),
        ));
    };
    let heap = &machine.heap;
    let n = List::len(l);
    let Some(s) = i.cast::<Slice>() else {
        let k = index(machine, i, "list")?;
        let at = if k < 0 { k + n as i64 } else { k };
        if !(0..n as i64).contains(&at) {
            return Err(raise(machine, Cls::IndexError, "list assignment index out of range"));
        }
        List::take(heap, l, at as usize);
        return Ok(());
    };
    let b = bounds(machine, s, n)?;
    if b.2 == 1 {
        let (start, end) = (b.0 as usize, b.1.max(b.0) as usize);
        return List::splice(heap, l, start, end, &[]).map_err(|_| memory_error(machine));
    }
    let mut gone = places(b);
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let kept: Vec<Value> =
        (0..n).filter(|i| gone.next_if_eq(i).is_none()).map(|i| List::get(&machine.heap, l, i)).collect();
    List::assign(heap, l, &kept);
    Ok(())
}
