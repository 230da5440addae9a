//! Building containers.

use super::arith::concat;
use super::call::{enter_prelude, nowhere, pack_tuple, values_tuple};
use super::item::store_in_dict;
use super::passing::constant_names;
use crate::dicts::{self, Lookup};
use crate::errors::{memory_error, type_error};
use crate::roots;
use crate::types::objects::*;
use crate::types::{class, key_set};
use crate::values::{class_of, type_name};
use trackway::*;
use trackway_kit::list::{self, Items};
use trackway_kit::{Dict, List, Set, Str, Tuple};

/// `d := [..]`
#[op]
pub fn build_list<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    let l = list::of(m, n.0, |i| m.register(start.0 + i));
    m.set(d, l.value());
    m.next()
}

/// `d := (..)`
#[op]
pub fn build_tuple<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    if n.0 == 0 {
        m.set(d, T::lit(m.root(roots::EMPTY_TUPLE)));
        return m.next();
    }
    let t = pack_tuple(m, start.0, n.0);
    m.set(d, t.value());
    m.next()
}

/// `d := {..}` of values
#[op]
pub fn build_set<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    let t = pack_tuple(m, start.0, n.0);
    let s = new_set::call(m, t)?;
    if s.is_static(Value::ZERO) {
        return enter_prelude(m, "_set_of", &[t.value()], d);
    }
    m.set(d, s);
    m.next()
}

/// A set of the tuple's elements; ZERO when guest code must compare them.
#[residual(repeatable)]
fn new_set(machine: &Machine, t: Gc<Tuple>) -> Result<Value, Raise> {
    let s = Set::new(&machine.heap);
    for i in 0..t.tail_len(Tuple::ITEMS) {
        if !dicts::set(machine, s.get(Set::TABLE), t.item(Tuple::ITEMS, i), Value::ZERO)? {
            return Ok(Value::ZERO);
        }
    }
    Ok(s.value())
}

/// `d := {..}` of keys and values
#[op]
pub fn build_dict<M: Mode>(m: M, d: Out, start: Pairs, n: Count) -> Step {
    let t = pack_tuple(m, start.0, 2 * n.0);
    let built = new_dict::call(m, t)?;
    if built.is_static(Value::ZERO) {
        return enter_prelude(m, "_dict_of", &[t.value()], d);
    }
    m.set(d, built);
    m.next()
}

/// `d := {..}` with the names in tuple `k` as keys, and values
#[op]
pub fn build_record<M: Mode>(m: M, d: Out, start: Block, n: Count, k: Const, site: Site) -> Step {
    let names = constant_names(m, k);
    let shape = m.cached(site, T::lit(0i64), |vm, _| {
        Some(Value::int(key_set::shape_of(vm, &names).into()).expect("small"))
    });
    let shape = shape.and_then(Value::as_int).unwrap_or(0) as u32;
    let values: Vec<_> = (0..n.0).map(|i| m.register(start.0 + i)).collect();
    m.set(d, key_set::build(m, shape, &names, &values).value());
    m.next()
}

/// A dict of keys and values in turn; ZERO when guest code must compare keys.
#[residual(repeatable)]
fn new_dict(machine: &Machine, t: Gc<Tuple>) -> Result<Value, Raise> {
    let d = Dict::new(&machine.heap);
    for pair in Tuple::to_vec(t).chunks(2) {
        if !dicts::set(machine, d, pair[0], pair[1])? {
            return Ok(Value::ZERO);
        }
    }
    Ok(d.value())
}

/// `d := ` the strings joined
#[op]
pub fn build_string<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    if n.0 == 2
        && let Some(a) = m.register(start.0).cast::<Str>(m)
        && let Some(b) = m.register(start.0 + 1).cast::<Str>(m)
    {
        m.set(d, concat::call(m, a, b)?);
        return m.next();
    }
    let t = pack_tuple(m, start.0, n.0);
    let s = join::call(m, t)?;
    m.set(d, s);
    m.next()
}

#[residual(allocates)]
fn join(machine: &Machine, t: Gc<Tuple>) -> Result<Value, Raise> {
    let n = t.tail_len(Tuple::ITEMS);
    let part = |i: usize| t.item(Tuple::ITEMS, i).cast::<Str>().expect("parts of a string are strings");
    let total: usize = (0..n).map(|i| Str::size(part(i))).sum();
    machine.heap.check(total).map_err(|_| memory_error(machine))?;
    Ok(Str::join_each(&machine.heap, n, part).value())
}

/// Appends `s` to list `l`
#[op]
pub fn list_append<M: Mode>(m: M, l: In, s: In) -> Step {
    let Some(list) = m.get(l).cast::<List>(m) else { unreachable!("a list under construction") };
    list::append(m, list, m.get(s))?;
    m.next()
}

/// Adds `s` to set `l`
#[op]
pub fn set_add<M: Mode>(m: M, l: In, s: In) -> Step {
    let (set, v) = (m.get(l), m.get(s));
    let Some(t) = set.cast::<Set>(m) else { unreachable!("a set under construction") };
    let table = m.field(t, Set::TABLE);
    let at = super::item::find_key(m, table, v)?;
    if at < 0 {
        if at == -2 {
            return enter_prelude(m, "_set_add", &[set, v], nowhere(m));
        }
        super::item::insert_absent::call(m, table, v, T::lit(Value::ZERO))?;
    }
    m.next()
}

/// `dict[k] := s`, the dict being built by this code
#[op]
pub fn dict_set<M: Mode>(m: M, d: In, k: In, s: In) -> Step {
    let Some(t) = m.get(d).cast::<Dict>(m) else { unreachable!("a dict under construction") };
    store_in_dict(m, t, m.get(k), m.get(s))
}

/// Whether the value's elements are known without guest code and without taking them away.
#[residual(reads)]
pub fn is_builtin_iterable(machine: &Machine, v: Value) -> bool {
    let long = v.cast::<Range>().is_some();
    !super::iter::is_iterator(v)
        && (!long && crate::iterate::is_container(machine, v) || crate::iterate::items(machine, v).is_some())
}

/// Extends a list by the elements of a builtin container.
#[residual]
pub fn extend_builtin(machine: &Machine, list: Value, v: Value) -> Result<(), Raise> {
    let l = list.cast::<List>().expect("a list");
    extend(machine, l, v).map_err(|_| memory_error(machine))
}

/// Appends the elements of a builtin container.
pub fn extend(machine: &Machine, l: Gc<List>, v: Value) -> Result<(), HeapLimit> {
    let heap = &machine.heap;
    if let Some(other) = v.cast::<List>() {
        return List::extend(heap, l, other);
    }
    let items = match v.cast::<Tuple>() {
        Some(t) => Tuple::to_vec(t),
        None => crate::iterate::items_of_any(machine, v).unwrap_or_default(),
    };
    List::extend_by(heap, l, &items)
}

/// The longest tuples and lists whose elements a trace moves one by one.
const SHORT: i64 = 8;

/// The elements of a short tuple.
pub fn short_tuple<M: Mode>(m: M, t: T<M, Gc<Tuple>>) -> Option<Vec<T<M, Value>>> {
    let n = m.unroll(m.tail_len(t, Tuple::ITEMS), SHORT)?;
    Some((0..n).map(|i| m.item(t, Tuple::ITEMS, T::lit(i))).collect())
}

/// Appends the elements of a short tuple to a short list of values.
fn extend_short<M: Mode>(m: M, list: T<M, Gc<List>>, t: T<M, Gc<Tuple>>) -> Option<()> {
    let added = short_tuple(m, t)?;
    let n = m.unroll(m.field(list, List::LEN), SHORT)?;
    let Items::Values(items) = list::items(m, list) else { return None };
    list::extend_values(m, list, items, n, &added);
    Some(())
}

/// Appends all of iterable `s` to list `l`
#[op]
pub fn list_extend<M: Mode>(m: M, l: In, s: In) -> Step {
    let (list, v) = (m.get(l), m.get(s));
    if let (Some(l), Some(t)) = (list.cast::<List>(m), v.cast::<Tuple>(m))
        && extend_short(m, l, t).is_some()
    {
        return m.next();
    }
    if v.cast::<List>(m).is_some() || v.cast::<Tuple>(m).is_some() || is_builtin_iterable::call(m, v).test() {
        extend_builtin::call(m, list, v)?;
        return m.next();
    }
    check_iterable::call(m, v)?;
    enter_prelude(m, "_list_extend", &[list, v], nowhere(m))
}

#[residual(reads)]
fn check_iterable(machine: &Machine, v: Value) -> Result<bool, Raise> {
    crate::iterate::check_length(machine, v)?;
    let c = class_of(machine, v);
    let has = |name| class::user_special(machine, c, name).is_some();
    if super::iter::is_iterator(v)
        || has("__iter__")
        || has("__getitem__")
        || crate::values::unwrap(machine, v) != v
    {
        return Ok(true);
    }
    Err(type_error(machine, &format!("Value after * must be an iterable, not {}", type_name(machine, v))))
}

/// Adds all of iterable `s` to set `l`
#[op]
pub fn set_update<M: Mode>(m: M, l: In, s: In) -> Step {
    enter_prelude(m, "_set_update", &[m.get(l), m.get(s)], nowhere(m))
}

/// Adds the entries of mapping `s` to dict `d`
#[op]
pub fn dict_update<M: Mode>(m: M, d: In, s: In) -> Step {
    let (into, from) = (m.get(d), m.get(s));
    if merges::call(m, into, from).test() {
        merge::call(m, into, from)?;
        return m.next();
    }
    enter_prelude(m, "_dict_update", &[into, from], nowhere(m))
}

/// Whether both are dicts whose keys nobody needs to ask.
#[residual(reads)]
fn merges(_machine: &Machine, into: Value, from: Value) -> bool {
    into.cast::<Dict>().is_some_and(dicts::has_plain_keys)
        && from.cast::<Dict>().is_some_and(dicts::has_plain_keys)
}

/// `d := ` mapping `s` as all the keywords of a call of `f`: a dict as it is, since nobody changes it
#[op]
pub fn all_keywords<M: Mode>(m: M, d: Out, s: In, f: In) -> Step {
    let given = m.get(s);
    if given.cast::<Dict>(m).is_some() {
        m.set(d, given);
        return m.next();
    }
    enter_prelude(m, "_all_keywords", &[given, m.get(f)], d)
}

/// As `dict_update`, for the keywords of a call of `f`
#[op]
pub fn dict_merge<M: Mode>(m: M, d: In, s: In, f: In) -> Step {
    let (into, from, function) = (m.get(d), m.get(s), m.get(f));
    let simple = merge_check::call(m, into, from)?;
    if simple.test() {
        merge::call(m, into, from)?;
        return m.next();
    }
    enter_prelude(m, "_dict_merge", &[into, from, function], nowhere(m))
}

/// Whether both are dicts without a key in common.
#[residual(reads)]
fn merge_check(machine: &Machine, into: Value, from: Value) -> Result<bool, Raise> {
    let (Some(into), Some(from)) = (into.cast::<Dict>(), from.cast::<Dict>()) else { return Ok(false) };
    for k in Dict::keys(from) {
        if k.cast::<Str>().is_none() {
            return Err(type_error(machine, "keywords must be strings"));
        }
        if let Lookup::At(_) = dicts::find(machine, into, k)? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[residual]
fn merge(machine: &Machine, into: Value, from: Value) -> Result<(), Raise> {
    if let (Some(into), Some(from)) = (into.cast::<Dict>(), from.cast::<Dict>()) {
        dicts::merge(machine, into, from)?;
    }
    Ok(())
}

/// `d := ` the list as a tuple
#[op]
pub fn list_to_tuple<M: Mode>(m: M, d: Out, s: In) -> Step {
    let v = m.get(s);
    let t = match v.cast::<List>(m).and_then(|l| short_list(m, l)) {
        Some(t) => t.value(),
        None => tuple_of::call(m, v),
    };
    m.set(d, t);
    m.next()
}

/// A short list that is not empty as a tuple.
fn short_list<M: Mode>(m: M, l: T<M, Gc<List>>) -> Option<T<M, Gc<Tuple>>> {
    let n = m.unroll(m.field(l, List::LEN), 2 * SHORT).filter(|n| *n > 0)?;
    let items = list::items(m, l);
    let all: Vec<_> = (0..n).map(|i| items.get(m, T::lit(i))).collect();
    Some(values_tuple(m, &all))
}

#[residual(allocates)]
fn tuple_of(machine: &Machine, v: Value) -> Value {
    let items = v.cast::<List>().map_or_else(Vec::new, |l| List::to_vec(&machine.heap, l));
    Tuple::new(&machine.heap, &items).value()
}
