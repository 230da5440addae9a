//! Subscripts.

use super::array;
use super::call::{enter, enter_prelude, finish, nowhere};
use super::exception::{raise_new, raise_text};
use super::inline::special_of;
use super::payload;
use super::ring;
use super::slice;
use super::text::character;
use crate::builtins::memoryview;
use crate::dicts::{self, Hash, Lookup};
use crate::errors::type_error;
use crate::ops::names::value_at;
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::key_set;
use crate::types::objects::*;
use crate::types::ring::Ring;
use crate::{items, values};
use trackway::*;
use trackway_kit::{Array, Dict, List, Str, Tuple, list};

/// The place in a sequence of `n` elements, negative indices counted from the end. Decides.
#[inline(always)]
pub fn place<M: Mode>(i: T<M, Small>, n: T<M, i64>) -> Option<T<M, i64>> {
    let i = i.to_i64();
    if i.below(n) {
        return Some(i);
    }
    let from_end = i + n;
    if i < 0 && from_end.below(n) { Some(from_end) } else { None }
}

/// `d := o[i]`
#[op]
pub fn get_item<M: Mode>(m: M, d: Out, o: In, i: In, site: Site) -> Step {
    get(m, d, m.get(o), m.get(i), site)
}

/// `d := o["n"]`
#[op]
pub fn get_key<M: Mode>(m: M, d: Out, o: In, n: Name, site: Site) -> Step {
    let (x, name) = (m.get(o), m.name(n));
    if let Some(t) = x.cast::<Dict>(m) {
        match entry_of(m, t, name, site) {
            Some(value) => m.set(d, m.item(m.field(t, Dict::ENTRIES), Array::ITEMS, T::lit(value))),
            None => return get_from_dict(m, d, t, T::lit(name)),
        }
        return m.next();
    }
    get(m, d, x, T::lit(name), site)
}

/// Where among a dict's entries the value of a name is, if its shape says so.
#[inline(always)]
fn entry_of<M: Mode>(m: M, t: T<M, Gc<Dict>>, name: Value, site: Site) -> Option<i64> {
    let known = m.cached_for_few(site, m.shape(t), |vm, shape| key_set::entry(vm, shape, name));
    known.ok().flatten().and_then(Value::as_int).map(value_at)
}

#[inline(always)]
fn get<M: Mode>(m: M, d: Out, x: T<M, Value>, k: T<M, Value>, site: Site) -> Step {
    if let Some(object) = x.as_object() {
        if let Some(l) = m.cast::<List>(object) {
            if let Some(s) = k.as_small() {
                let Some(at) = place(s, m.field(l, List::LEN)) else {
                    return Err(raise_text(m, Cls::IndexError, "list index out of range"));
                };
                m.set(d, list::get(m, l, at));
                return m.next();
            }
        } else if let Some(t) = m.cast::<Dict>(object) {
            return get_from_dict(m, d, t, k);
        } else if let Some(t) = m.cast::<Tuple>(object) {
            if let Some(s) = k.as_small()
                && let Some(at) = place(s, m.tail_len(t, Tuple::ITEMS))
            {
                m.set(d, m.item(t, Tuple::ITEMS, at));
                return m.next();
            }
        } else if let Some(t) = m.cast::<Str>(object) {
            if let Some(i) = k.as_small()
                && let Some(at) = place(i, m.field(t, Str::CHARS))
            {
                m.set(d, character(m, t, at));
                return m.next();
            }
        } else if let Some(t) = m.cast::<Instance>(object)
            && let Some(f) =
                m.cached(site, m.shape(t), |vm, shape| payload::special_or_inside(vm, shape, "__getitem__"))
        {
            return payload::get_item(m, d, t, k, f, site);
        } else if let Some(b) = m.cast::<Bytes>(object)
            && let Some(i) = k.as_small()
            && let Some(at) = place(i, m.tail_len(b, Bytes::BYTES))
        {
            m.set(d, m.item(b, Bytes::BYTES, at).small().value());
            return m.next();
        }
        if let Some(v) = array::get(m, object, k) {
            m.set(d, v);
            return m.next();
        }
        if let Some(v) = slice::get(m, object, k) {
            m.set(d, v);
            return m.next();
        }
    }
    let v = get_general::call(m, x, k)?;
    finish(m, d, v)
}

/// What [`find_entry`] answers where there is no such key.
pub const ABSENT: i64 = -1;
pub const ASK: i64 = -2;

/// The entry of a key; [`ABSENT`], or [`ASK`]: guest code must look. Decides of which kind the key is.
#[inline(always)]
pub fn find_key<M: Mode>(m: M, d: T<M, Gc<Dict>>, key: T<M, Value>) -> Result<T<M, i64>, Raise> {
    if let Some(k) = key.as_small() {
        return Ok(entry_of_small(m, d, k));
    }
    if let Some(text) = key.cast::<Str>(m) {
        return Ok(entry_of_text::call(m, d, text));
    }
    find_entry::call(m, d, key)
}

/// Keys that count from 0 are the numbers of their entries.
#[inline(always)]
fn entry_of_small<M: Mode>(m: M, d: T<M, Gc<Dict>>, key: T<M, Small>) -> T<M, i64> {
    let k = key.to_i64();
    if k.below(m.field(d, Dict::DENSE))
        && m.item(m.field(d, Dict::ENTRIES), Array::ITEMS, k * T::lit(3)).as_small().is_some()
    {
        return k;
    }
    entry_of_number::call(m, d, key.value())
}

#[residual(reads)]
fn entry_of_number(machine: &Machine, d: Gc<Dict>, key: Value) -> i64 {
    number_of(dicts::find_small(machine, d, key))
}

#[residual(reads)]
fn entry_of_text(machine: &Machine, d: Gc<Dict>, key: Gc<Str>) -> i64 {
    number_of(dicts::find_text(machine, d, key))
}

fn number_of(found: Lookup) -> i64 {
    match found {
        Lookup::At(i) => i as i64,
        Lookup::Absent(_) => ABSENT,
        Lookup::Ask => ASK,
    }
}

/// The entry of any key; as [`find_key`].
#[residual(repeatable)]
fn find_entry(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<i64, Raise> {
    dicts::find(machine, d, key).map(number_of)
}

#[inline(always)]
fn get_from_dict<M: Mode>(m: M, d: Out, t: T<M, Gc<Dict>>, k: T<M, Value>) -> Step {
    let at = find_key(m, t, k)?;
    if at < 0 {
        if at == ASK {
            return enter_prelude(m, "_dict_getitem", &[t.value(), k], d);
        }
        return Err(raise_new(m, Cls::KeyError, &[k]));
    }
    m.set(d, m.item(m.field(t, Dict::ENTRIES), Array::ITEMS, at * T::lit(3) + T::lit(2)));
    m.next()
}

/// `o[i]` of any builtin type, or a tail.
#[residual(repeatable)]
pub fn get_general(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    items::get(machine, o, i)
}

/// `o[i] := s`
#[op]
pub fn set_item<M: Mode>(m: M, o: In, i: In, s: In, site: Site) -> Step {
    set(m, m.get(o), m.get(i), m.get(s), site)
}

/// `o["n"] := s`
#[op]
pub fn set_key<M: Mode>(m: M, o: In, n: Name, s: In, site: Site) -> Step {
    let (x, name, v) = (m.get(o), m.name(n), m.get(s));
    if let Some(t) = x.cast::<Dict>(m)
        && let Some(value) = entry_of(m, t, name, site)
    {
        m.set_item(m.field(t, Dict::ENTRIES), Array::ITEMS, T::lit(value), v);
        return m.next();
    }
    set(m, x, T::lit(name), v, site)
}

#[inline(always)]
fn set<M: Mode>(m: M, x: T<M, Value>, k: T<M, Value>, v: T<M, Value>, site: Site) -> Step {
    if let Some(object) = x.as_object() {
        if let Some(l) = m.cast::<List>(object) {
            if let Some(s) = k.as_small()
                && let Some(at) = place(s, m.field(l, List::LEN))
            {
                list::set(m, l, at, v)?;
                return m.next();
            }
            if slice::set(m, l, k, v)? {
                return m.next();
            }
        } else if let Some(t) = m.cast::<Dict>(object) {
            return store_in_dict(m, t, k, v);
        } else if let Some(t) = m.cast::<Instance>(object) {
            let f =
                m.cached(site, m.shape(t), |vm, shape| payload::special_or_inside(vm, shape, "__setitem__"));
            return match f {
                Some(f) if f != payload::INSIDE => enter(m, f, &[x, k, v], nowhere(m)),
                Some(_) if let Some(table) = payload::inner(m, t).cast::<Dict>(m) => {
                    store_in_dict(m, table, k, v)
                }
                Some(_)
                    if let Some(o) = payload::inner(m, t).as_object()
                        && (ring::set(m, o, k, v) || array::set(m, o, k, v)) =>
                {
                    m.next()
                }
                _ => enter_prelude(m, "_set_item", &[x, k, v], nowhere(m)),
            };
        } else if array::set(m, object, k, v) {
            return m.next();
        }
    }
    if needs_iteration::call(m, x, k, v).test() {
        return enter_prelude(m, "_set_slice", &[x, k, v], nowhere(m));
    }
    set_general::call(m, x, k, v)?;
    m.next()
}

/// `dict[k] := v`
#[inline(always)]
pub fn store_in_dict<M: Mode>(m: M, t: T<M, Gc<Dict>>, k: T<M, Value>, v: T<M, Value>) -> Step {
    let at = match k.as_small() {
        // Nobody remembers the values of such keys.
        Some(k) => entry_of_small(m, t, k),
        None => entry_to_store::call(m, t, k)?,
    };
    if at < 0 {
        if at == ASK {
            return enter_prelude(m, "_dict_setitem", &[t.value(), k, v], nowhere(m));
        }
        insert_absent::call(m, t, k, v)?;
        return m.next();
    }
    m.set_item(m.field(t, Dict::ENTRIES), Array::ITEMS, at * T::lit(3) + T::lit(2), v);
    m.next()
}

/// As [`find_entry`], for a store: what remembers the old value is told.
#[residual(repeatable)]
fn entry_to_store(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<i64, Raise> {
    let at = find_entry(machine, d, key)?;
    if d.shape() != 0 && at >= 0 {
        crate::types::namespace::value_changes(machine, d, at as usize);
    }
    Ok(at)
}

/// Adds a key that [`find_entry`] did not find.
#[residual]
pub fn insert_absent(machine: &Machine, d: Gc<Dict>, key: Value, v: Value) -> Result<(), Raise> {
    match dicts::hash(machine, key)? {
        Hash::Is(h) => dicts::insert(machine, d, h, key, v),
        Hash::Ask => dicts::set(machine, d, key, v).map(|_| ()),
    }
}

/// Whether a slice is assigned from what guest code iterates over, or guest code has to tell the
/// index.
#[residual(reads)]
fn needs_iteration(machine: &Machine, o: Value, i: Value, v: Value) -> bool {
    let sliced = i.cast::<Slice>().is_some();
    let strange = || crate::iterate::items(machine, v).is_none();
    if o.cast::<List>().is_some() {
        return sliced && strange() || values::needs_index(machine, i);
    }
    if o.cast::<Ring>().is_some() {
        return values::needs_index(machine, i);
    }
    if let Some(a) = crate::builtins::array::Store::plain(o) {
        return values::needs_index(machine, i)
            || sliced && a.is_viewed(&machine.heap)
            || !sliced && crate::builtins::array::asks(machine, a.code(), v);
    }
    o.cast::<ByteArray>().is_some()
        && (sliced && memoryview::is_viewed(machine, o)
            || values::needs_index(machine, i)
            || !sliced && values::has_index(machine, v)
            || sliced
                && crate::ops::iter::iterable(machine, v)
                && strange()
                && v.cast::<MemoryView>().is_none())
}

#[residual]
fn set_general(machine: &Machine, o: Value, i: Value, v: Value) -> Result<(), Raise> {
    items::set(machine, o, i, v)
}

/// `del o[i]`
#[op]
pub fn del_item<M: Mode>(m: M, o: In, i: In, site: Site) -> Step {
    let (x, k) = (m.get(o), m.get(i));
    if let Some(t) = x.cast::<Instance>(m) {
        let f = m.cached(site, m.shape(t), |vm, shape| special_of(vm, shape, "__delitem__"));
        return match f {
            Some(f) => enter(m, f, &[x, k], nowhere(m)),
            None => enter_prelude(m, "_del_item", &[x, k], nowhere(m)),
        };
    }
    if let Some(t) = x.cast::<Dict>(m) {
        let at = find_key(m, t, k)?;
        if at < 0 {
            if at == ASK {
                return enter_prelude(m, "_dict_delitem", &[x, k], nowhere(m));
            }
            return Err(raise_new(m, Cls::KeyError, &[k]));
        }
        remove_entry::call(m, t, at);
        return m.next();
    }
    if asks_before_removal::call(m, x, k).test() {
        return enter_prelude(m, "_del_indexed", &[x, k], nowhere(m));
    }
    delete_general::call(m, x, k)?;
    m.next()
}

/// Removes a key that [`find_entry`] found.
#[residual]
pub fn remove_entry(machine: &Machine, d: Gc<Dict>, at: i64) {
    dicts::remove_at(machine, d, at as usize);
}

/// Whether guest code has to tell the index, or which views there are.
#[residual(reads)]
fn asks_before_removal(machine: &Machine, o: Value, i: Value) -> bool {
    values::needs_index(machine, i) || memoryview::is_viewed(machine, o)
}

#[residual]
fn delete_general(machine: &Machine, o: Value, i: Value) -> Result<(), Raise> {
    items::delete(machine, o, i)
}

/// `d := slice(a, b, c)`
#[op]
pub fn make_slice<M: Mode>(m: M, d: Out, a: In, b: In, c: In) -> Step {
    let s = m.new_object::<Slice>(T::lit(0), 0);
    m.set_field(s, Slice::START, m.get(a));
    m.set_field(s, Slice::STOP, m.get(b));
    m.set_field(s, Slice::STEP, m.get(c));
    m.set(d, s.value());
    m.next()
}

/// An index given as a bool or a large integer; for messages about other types.
pub fn index(machine: &Machine, i: Value, what: &str) -> Result<i64, Raise> {
    match values::as_int(machine, i) {
        Some(i) => Ok(i),
        None if values::is_int(machine, i) => Err(crate::errors::raise(
            machine,
            Cls::IndexError,
            "cannot fit 'int' into an index-sized integer",
        )),
        None => {
            let given = values::type_name(machine, i);
            let text = match what {
                "string" => format!("string indices must be integers, not '{given}'"),
                _ => format!("{what} indices must be integers or slices, not {given}"),
            };
            Err(type_error(machine, &text))
        }
    }
}

/// The characters of a string as a list of one-character strings.
pub fn characters(machine: &Machine, s: Gc<Str>) -> Vec<Value> {
    crate::iterate::items(machine, s.value()).unwrap_or_default()
}

/// Whether the word is the unbound marker.
pub fn is_unbound(machine: &Machine, v: Value) -> bool {
    v == machine.root(roots::UNBOUND)
}
