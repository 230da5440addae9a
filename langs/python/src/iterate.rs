//! The elements of builtin containers, all at once.

use crate::builtins::array;
use crate::dicts::set_table;
use crate::runtime::rt;
use crate::types::objects::*;
use crate::types::walk::Walk;
use crate::values::unwrap;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::string::points;
use trackway_kit::{Dict, List, Str, Tuple};

/// The elements of a builtin container; `None` for iterators and everything that guest code
/// iterates over.
pub fn items(machine: &Machine, v: Value) -> Option<Vec<Value>> {
    let heap = &machine.heap;
    if v.cast::<Instance>().is_some() {
        return None;
    }
    if let Some(l) = v.cast::<List>() {
        return Some(List::to_vec(&machine.heap, l));
    }
    if let Some(t) = v.cast::<Tuple>() {
        return Some(Tuple::to_vec(t));
    }
    if let Some(r) = v.cast::<Range>() {
        if !fits(machine, r) {
            return None;
        }
        return Some((0..r.get(Range::LEN)).filter_map(|i| range_item(r, i)).collect());
    }
    if let Some(s) = v.cast::<Str>() {
        if !is_room(machine, trackway_kit::Str::len(s)) {
            return None;
        }
        let one = |p| rt(machine).character(machine, p);
        return Some(points(Str::bytes(heap, s)).collect::<Vec<_>>().into_iter().map(one).collect());
    }
    if let Some(d) = v.cast::<Dict>().or_else(|| set_table(v)) {
        return Some(Dict::keys(d));
    }
    if let Some(view) = v.cast::<DictView>() {
        return Some(view_items(machine, view.get(DictView::DICT), view.get(DictView::WHAT)));
    }
    if let Some(p) = v.cast::<MappingProxy>() {
        return Some(Dict::keys(p.get(MappingProxy::DICT)));
    }
    if let Some(m) = v.cast::<MemoryView>() {
        return crate::builtins::memoryview::items(machine, m);
    }
    if let Some(a) = array::Store::plain(v) {
        return Some(array::values(machine, a));
    }
    if let Some(b) = crate::builtins::args::bytes_of(machine, v) {
        if !is_room(machine, b.len()) {
            return None;
        }
        return Some(b.iter().filter_map(|b| Value::int(*b as i64)).collect());
    }
    None
}

/// Whether [`items`] are known, without making them.
pub fn is_container(machine: &Machine, v: Value) -> bool {
    v.cast::<List>().is_some()
        || v.cast::<Tuple>().is_some()
        || v.cast::<Range>().is_some()
        || v.cast::<Str>().is_some()
        || v.cast::<Dict>().or_else(|| set_table(v)).is_some()
        || v.cast::<DictView>().is_some()
        || v.cast::<MappingProxy>().is_some()
        || crate::builtins::args::bytes_of(machine, v).is_some() && v.cast::<MemoryView>().is_none()
}

/// What an iterator has left, up to where guest code has to go on; `None` for iterators that are no objects of the run
/// time.
pub fn drain(machine: &Machine, v: Value) -> Result<Option<Vec<Value>>, trackway::Raise> {
    if !crate::ops::iter::is_iterator(v) || v.cast::<trackway_kit::Coroutine>().is_some() {
        return Ok(None);
    }
    let end = machine.root(crate::roots::END);
    let (mut items, mut checked) = (Vec::new(), 1 << 16);
    loop {
        drain_sequence(machine, v, &mut items);
        if let Some(source) = v.cast::<Walk>().and_then(crate::walks::inner_of_chain) {
            drain_sequence(machine, source, &mut items);
        }
        match crate::ops::iter::step(machine, v)? {
            x if x == end => return Ok(Some(items)),
            x if x.cast::<TailCall>().is_some() => return Ok(Some(items)),
            x => items.push(x),
        }
        if items.len() >= checked {
            machine.heap.check(8 * items.len()).map_err(|_| machine.out_of_memory())?;
            checked = items.len() + (1 << 16);
        }
    }
}

/// What an iterator over a list or tuple has left.
fn drain_sequence(machine: &Machine, v: Value, items: &mut Vec<Value>) {
    let heap = &machine.heap;
    if let Some(it) = v.cast::<ListIter>() {
        if let Some(l) = it.get(ListIter::LIST).cast::<List>() {
            let from = it.get(ListIter::AT) as usize;
            items.extend((from..List::len(l)).map(|i| List::get(&machine.heap, l, i)));
        }
        it.set(heap, ListIter::AT, crate::ops::iter::FINISHED);
    } else if let Some(it) = v.cast::<TupleIter>() {
        let (t, from) = (it.get(TupleIter::TUPLE), it.get(TupleIter::AT) as usize);
        items.extend((from..t.tail_len(Tuple::ITEMS)).map(|i| t.item(Tuple::ITEMS, i)));
        it.set(heap, TupleIter::AT, t.tail_len(Tuple::ITEMS) as i64);
    }
}

/// As [`items`], looking through instances of classes derived from a builtin type whose iteration
/// is not overridden.
pub fn items_of_any(machine: &Machine, v: Value) -> Option<Vec<Value>> {
    match v.cast::<Instance>() {
        Some(i) if crate::types::attr::has_special(machine, i, "__iter__") => None,
        Some(_) => match unwrap(machine, v) {
            u if u == v => None,
            u => items(machine, u),
        },
        None => items(machine, v),
    }
}

/// Whether the elements, all at once, are within the heap's limit and can be waited for.
fn fits(machine: &Machine, r: Gc<Range>) -> bool {
    usize::try_from(r.get(Range::LEN)).is_ok_and(|n| is_room(machine, n))
}

/// Whether there is room for a list of so many plain elements, and for its copy.
pub fn is_room(machine: &Machine, n: usize) -> bool {
    const MOST: usize = 1 << 28;
    n < MOST && machine.heap.check(16 * n).is_ok()
}

/// Raises where a range, a text or bytes are too long for a list of their elements.
pub fn check_length(machine: &Machine, v: Value) -> Result<(), Raise> {
    let text = v.cast::<Str>().map(trackway_kit::Str::len);
    let plain = text.or_else(|| crate::builtins::args::bytes_of(machine, v).map(|b| b.len()));
    if plain.is_some_and(|n| !is_room(machine, n)) {
        return Err(crate::errors::memory_error(machine));
    }
    let long = match (v.cast::<Range>(), v.cast::<BigRange>()) {
        (Some(r), _) => !fits(machine, r),
        (None, Some(r)) => {
            !crate::builtins::big_range::is_empty(machine, r)
                && crate::builtins::big_range::len(machine, r).is_ok_and(|n| n > 1 << 28)
        }
        (None, None) => false,
    };
    if long { Err(crate::errors::memory_error(machine)) } else { Ok(()) }
}

/// Element `i` of a range.
pub fn range_item(r: Gc<Range>, i: i64) -> Option<Value> {
    Value::int(r.get(Range::START).wrapping_add(i.wrapping_mul(r.get(Range::STEP))))
}

/// Keys, values or pairs of a dictionary.
pub fn view_items(machine: &Machine, d: Gc<Dict>, what: i64) -> Vec<Value> {
    let pairs = Dict::pairs(d).into_iter();
    match what {
        VIEW_VALUES => pairs.map(|(_, v)| v).collect(),
        VIEW_ITEMS => pairs.map(|(k, v)| Tuple::new(&machine.heap, &[k, v]).value()).collect(),
        _ => pairs.map(|(k, _)| k).collect(),
    }
}
