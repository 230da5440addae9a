//! Dictionaries with the guest's keys: hashing, lookup, insertion.

use crate::errors::{memory_error, type_error, value_error};
use crate::order::equal;
use crate::roots;
use crate::runtime::rt;
use crate::types::class::{metaclass_special, user_special};
use crate::types::objects::*;
use crate::types::{key_set, namespace};
use crate::values::{identity, instance_class, payload, type_name, unwrap};
use std::cell::{Cell, RefCell};
use trackway::{Gc, Kind, Machine, Raise, Value};
use trackway_kit::table::{self, Found, Same};
use trackway_kit::{BigInt, Dict, Limbs, List, Set, Str, Tuple, Wide, WideInt, limbs};

/// A value's hash, or that guest code must compute it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    Is(i64),
    Ask,
}

const MODULUS: i64 = (1 << 61) - 1;

/// The hash of any value.
pub fn hash(machine: &Machine, v: Value) -> Result<Hash, Raise> {
    Ok(Hash::Is(match v.kind() {
        Kind::Small(s) => hash_int(s.get()),
        Kind::Float(f) => hash_float(f),
        Kind::Object(_) => return hash_object(machine, v),
    }))
}

#[inline]
fn is_own_hash(i: i64) -> bool {
    i.unsigned_abs() < MODULUS as u64 && i != -1
}

fn hash_int(i: i64) -> i64 {
    let h = if (-MODULUS..=MODULUS).contains(&i) && i.abs() != MODULUS { i } else { i % MODULUS };
    if h == -1 { -2 } else { h }
}

fn hash_big(n: Limbs) -> i64 {
    let h = limbs::modulo_mersenne_61(n.magnitude) as i64;
    match if n.negative { -h } else { h } {
        -1 => -2,
        h => h,
    }
}

/// Equal numbers have equal hashes; as CPython's `_Py_HashDouble`.
fn hash_float(f: f64) -> i64 {
    if f.is_nan() {
        return 0;
    }
    if f.is_infinite() {
        return if f > 0.0 { 314_159 } else { -314_159 };
    }
    if f == f.trunc() && f.abs() < 4e18 {
        return hash_int(f as i64);
    }
    let (mut m, mut e) = frexp(f.abs());
    let mut x = 0u64;
    while m != 0.0 {
        x = (x << 28) & MODULUS as u64 | x >> (61 - 28);
        m *= 268_435_456.0;
        e -= 28;
        let y = m as u64;
        m -= y as f64;
        x += y;
        if x >= MODULUS as u64 {
            x -= MODULUS as u64;
        }
    }
    let e = e.rem_euclid(61) as u32;
    x = (x << e) & MODULUS as u64 | x.checked_shr(61 - e).unwrap_or(0);
    let h = if f < 0.0 { -(x as i64) } else { x as i64 };
    if h == -1 { -2 } else { h }
}

fn frexp(f: f64) -> (f64, i32) {
    if f == 0.0 {
        return (0.0, 0);
    }
    let bits = f.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0 {
        let (m, e) = frexp(f * 18_014_398_509_481_984.0);
        return (m, e - 54);
    }
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - 1022)
}

fn hash_object(machine: &Machine, v: Value) -> Result<Hash, Raise> {
    let heap = &machine.heap;
    if let Some(s) = v.cast::<Str>() {
        return Ok(Hash::Is(Str::hash(heap, s)));
    }
    if let Some(t) = v.cast::<Tuple>() {
        return hash_tuple(machine, t, SHALLOW);
    }
    if let Some(b) = v.cast::<Bytes>() {
        return Ok(Hash::Is(trackway_kit::string::hash_bytes(heap.bytes(b))));
    }
    if let Some(i) = v.cast::<Instance>() {
        return hash_instance(machine, i);
    }
    if let Some(w) = v.cast::<WideInt>() {
        return Ok(Hash::Is(match WideInt::get(w) {
            Wide::Signed(i) => hash_int((i % MODULUS as i128) as i64),
            Wide::Unsigned(u) => hash_int((u % MODULUS as u128) as i64),
        }));
    }
    if let Some(b) = v.cast::<BigInt>() {
        return Ok(Hash::Is(hash_big(BigInt::get(heap, b))));
    }
    if let Some(h) = metaclass_special(machine, v, "__hash__") {
        return if h == roots::none(machine) { Err(unhashable(machine, v)) } else { Ok(Hash::Ask) };
    }
    if v.cast::<List>().is_some()
        || v.cast::<Dict>().is_some()
        || v.cast::<Set>().is_some()
        || v.cast::<ByteArray>().is_some()
        || crate::builtins::array::Store::plain(v).is_some()
    {
        return Err(unhashable(machine, v));
    }
    Ok(Hash::Is(if v == machine.root(roots::TRUE) {
        1
    } else if v == machine.root(roots::FALSE) {
        0
    } else if v == machine.root(roots::NONE) {
        0xfca8_6420
    } else if let Some(c) = v.cast::<Complex>() {
        let (re, im) = (hash_float(c.get(Complex::RE)), hash_float(c.get(Complex::IM)));
        match re.wrapping_add(im.wrapping_mul(1_000_003)) >> 2 << 2 {
            _ if c.get(Complex::IM) == 0.0 => re,
            h => h >> 2,
        }
    } else if let Some(view) = v.cast::<MemoryView>() {
        if view.get(MemoryView::READ_ONLY) != 1 {
            return Err(value_error(machine, "cannot hash writable memoryview object"));
        }
        match crate::builtins::memoryview::contents(machine, view) {
            Some(bytes) => trackway_kit::string::hash_bytes(&bytes),
            None => identity(machine, v) >> 4,
        }
    } else if let Some(r) = v.cast::<crate::modules::sre::Regex>() {
        return hash(machine, r.get(crate::modules::sre::Regex::PATTERN));
    } else if let Some(r) = v.cast::<BigRange>() {
        return hash(machine, crate::builtins::big_range::key(machine, r));
    } else if let Some(r) = v.cast::<Range>() {
        let (len, none) = (r.get(Range::LEN), roots::none(machine));
        let word = |n: i64| trackway_kit::BigInt::from_i64(heap, n);
        let start = if len > 0 { word(r.get(Range::START)) } else { none };
        let step = if len > 1 { word(r.get(Range::STEP)) } else { none };
        return hash_items(machine, &[word(len), start, step]);
    } else if let Some(f) = v.cast::<FrozenSet>() {
        hash_frozen(machine, f)
    } else if let Some(c) = v.cast::<CodeObject>() {
        let unit = crate::types::code_object::unit(machine, c);
        trackway_kit::string::hash_bytes(unit.qualname.as_bytes()) ^ unit.insns.len() as i64
    } else if let Some(b) = v.cast::<BoundMethod>() {
        (identity(machine, b.get(BoundMethod::FUNCTION)) >> 4).wrapping_mul(31)
            ^ identity(machine, b.get(BoundMethod::RECEIVER)) >> 4
    } else {
        identity(machine, v) >> 4
    }))
}

fn unhashable(machine: &Machine, v: Value) -> Raise {
    type_error(machine, &format!("unhashable type: '{}'", type_name(machine, v)))
}

fn hash_items(machine: &Machine, items: &[Value]) -> Result<Hash, Raise> {
    let mut h = hash_start(items.len());
    for item in items {
        let Hash::Is(x) = hash(machine, *item)? else { return Ok(Hash::Ask) };
        h = hash_add(h, x);
    }
    Ok(Hash::Is(hash_end(h)))
}

fn hash_start(n: usize) -> u64 {
    0x3456_789a_u64 + n as u64
}

fn hash_add(h: u64, x: i64) -> u64 {
    (h.rotate_left(31) ^ x as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn hash_end(h: u64) -> i64 {
    (h >> 3) as i64
}

fn hash_frozen(machine: &Machine, f: Gc<FrozenSet>) -> i64 {
    let known = f.get(FrozenSet::HASH);
    if known != 0 {
        return known;
    }
    let table = f.get(FrozenSet::TABLE);
    let one = |i: usize| match Dict::key(table, i) {
        // Spread, so that the hashes of small integers do not cancel one another.
        Some(_) => {
            let h = Dict::hash_at(table, i) as u64;
            (h ^ 89_869_747 ^ h << 16).wrapping_mul(3_644_798_167)
        }
        None => 0,
    };
    let h = (0..Dict::end(table)).fold(Dict::len(table) as u64 * 1_927_868_237, |h, i| h ^ one(i));
    let h = hash_end((h ^ h >> 11 ^ h >> 25).wrapping_mul(69_069).wrapping_add(907_133_923));
    f.set(&machine.heap, FrozenSet::HASH, h);
    h
}

/// How deep tuples within tuples are looked into by recursion.
const SHALLOW: u32 = 12;

/// A tuple keeps the short form of its hash where other objects have the number of their shape; 0: not asked for yet.
fn known_hash(t: Gc<Tuple>) -> Option<i64> {
    (t.shape() != 0).then(|| lengthen(t.shape()))
}

fn lengthen(short: u32) -> i64 {
    (u64::from(short).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3) as i64
}

fn finish_hash(t: Gc<Tuple>, h: u64) -> i64 {
    let short = ((h >> 32) as u32).max(1);
    t.set_shape(short);
    lengthen(short)
}

fn hash_tuple(machine: &Machine, t: Gc<Tuple>, depth: u32) -> Result<Hash, Raise> {
    if let Some(h) = known_hash(t) {
        return Ok(Hash::Is(h));
    }
    let n = t.tail_len(Tuple::ITEMS);
    let mut h = hash_start(n);
    for i in 0..n {
        let item = t.item(Tuple::ITEMS, i);
        let x = match item.as_int() {
            Some(i) => Hash::Is(hash_int(i)),
            None => match tuple_within(machine, item)? {
                Some(_) if depth == 0 => return hash_nested(machine, t),
                Some(inner) => hash_tuple(machine, inner, depth - 1)?,
                None => hash(machine, item)?,
            },
        };
        let Hash::Is(x) = x else { return Ok(Hash::Ask) };
        h = hash_add(h, x);
    }
    Ok(Hash::Is(finish_hash(t, h)))
}

/// A tuple, or the one behind an instance that is hashed as such.
fn tuple_within(machine: &Machine, v: Value) -> Result<Option<Gc<Tuple>>, Raise> {
    if let Some(t) = v.cast::<Tuple>() {
        return Ok(Some(t));
    }
    Ok(match v.cast::<Instance>() {
        Some(i) if how(machine, i)? == How::AsPayload => payload(i).cast(),
        _ => None,
    })
}

/// Tuples nest deeper than the native stack, so those within wait in a list.
#[inline(never)]
fn hash_nested(machine: &Machine, outer: Gc<Tuple>) -> Result<Hash, Raise> {
    let len = |t: Gc<Tuple>| t.tail_len(Tuple::ITEMS);
    let mut open = vec![(outer, 0, hash_start(len(outer)))];
    let mut done = None;
    while let Some((t, at, h)) = open.last_mut() {
        if let Some(x) = done.take() {
            *h = hash_add(*h, x);
            *at += 1;
        }
        if *at == len(*t) {
            done = Some(finish_hash(*t, *h));
            open.pop();
            continue;
        }
        let item = t.item(Tuple::ITEMS, *at);
        match tuple_within(machine, item)? {
            Some(inner) => open.push((inner, 0, hash_start(len(inner)))),
            None => match hash(machine, item)? {
                Hash::Is(x) => done = Some(x),
                Hash::Ask => return Ok(Hash::Ask),
            },
        }
    }
    Ok(done.map_or(Hash::Ask, Hash::Is))
}

/// How the instances of a class are hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    ByIdentity,
    AsPayload,
    ByGuest,
}

/// How instances of each shape are hashed, for one epoch of the machine.
#[derive(Default)]
pub struct Ways {
    by_shape: RefCell<Vec<Option<How>>>,
    epoch: Cell<u64>,
}

#[inline]
fn how(machine: &Machine, i: Gc<Instance>) -> Result<How, Raise> {
    let ways = &rt(machine).hash_ways;
    if ways.epoch.get() == machine.epoch()
        && let Some(Some(how)) = ways.by_shape.borrow().get(i.shape() as usize)
    {
        return Ok(*how);
    }
    find_how(machine, i)
}

#[inline(never)]
fn find_how(machine: &Machine, i: Gc<Instance>) -> Result<How, Raise> {
    let ways = &rt(machine).hash_ways;
    let shape = i.shape() as usize;
    let class = instance_class(machine, i);
    let how = match user_special(machine, class, "__hash__") {
        Some(h) if h == roots::none(machine) => {
            return Err(unhashable(machine, i.value()));
        }
        Some(_) => How::ByGuest,
        None if unwrap(machine, i.value()) == i.value() => How::ByIdentity,
        None => How::AsPayload,
    };
    let mut known = ways.by_shape.borrow_mut();
    if ways.epoch.replace(machine.epoch()) != machine.epoch() {
        known.clear();
    }
    if known.len() <= shape {
        known.resize(shape + 1, None);
    }
    known[shape] = Some(how);
    Ok(how)
}

fn hash_instance(machine: &Machine, i: Gc<Instance>) -> Result<Hash, Raise> {
    match how(machine, i)? {
        How::ByIdentity => Ok(Hash::Is(crate::values::instance_identity(machine, i) >> 4)),
        How::AsPayload => hash(machine, payload(i)),
        How::ByGuest => Ok(Hash::Ask),
    }
}

/// What [`find`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    At(usize),
    /// Absent; the key's hash.
    Absent(i64),
    /// Guest code must decide.
    Ask,
}

/// Finds a key.
#[inline]
pub fn find(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<Lookup, Raise> {
    if let Some(i) = key.as_int()
        && is_own_hash(i)
    {
        return Ok(find_int(machine, d, key, i));
    }
    find_other(machine, d, key)
}

fn find_other(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<Lookup, Raise> {
    let Hash::Is(h) = hash(machine, key)? else { return Ok(Lookup::Ask) };
    Ok(find_hashed(machine, d, key, h))
}

/// Finds a small integer.
pub fn find_small(machine: &Machine, d: Gc<Dict>, key: Value) -> Lookup {
    let i = key.as_int().expect("a small integer");
    find_int(machine, d, key, if is_own_hash(i) { i } else { hash_int(i) })
}

/// Finds a string. Most often the first key with its hash is it, or there is none.
#[inline]
pub fn find_text(machine: &Machine, d: Gc<Dict>, text: Gc<Str>) -> Lookup {
    let hash = Str::hash(&machine.heap, text);
    let Some((i, key)) = table::first_like(d, hash) else { return Lookup::Absent(hash) };
    let equal = |key| Str::equal(&machine.heap, key, text);
    if key == text.value() || key.cast::<Str>().is_some_and(equal) {
        Lookup::At(i)
    } else {
        find_text_beyond(machine, d, text)
    }
}

#[inline(never)]
fn find_text_beyond(machine: &Machine, d: Gc<Dict>, text: Gc<Str>) -> Lookup {
    let same = |k: Value| match k.cast::<Str>() {
        Some(s) if s == text || Str::equal(&machine.heap, s, text) => Same::Yes,
        Some(_) => Same::No,
        None => equal(machine, k, text.value()),
    };
    let hash = Str::hash(&machine.heap, text);
    lookup(table::find(d, hash, same), hash)
}

/// Finds an integer that is its own hash. Of other integers the words tell that they are others.
fn find_int(machine: &Machine, d: Gc<Dict>, key: Value, hash: i64) -> Lookup {
    let same = |k: Value| match k {
        k if k == key => Same::Yes,
        k if k.is_small() => Same::No,
        k => equal(machine, k, key),
    };
    lookup(table::find(d, hash, same), hash)
}

/// Finds a key with this hash.
pub fn find_hashed(machine: &Machine, d: Gc<Dict>, key: Value, hash: i64) -> Lookup {
    if key.is_small() {
        return find_int(machine, d, key, hash);
    }
    if let Some(text) = key.cast::<Str>() {
        return find_text(machine, d, text);
    }
    let same = |k: Value| if k.is_same(key) { Same::Yes } else { equal(machine, k, key) };
    lookup(table::find(d, hash, same), hash)
}

fn lookup(found: Found, hash: i64) -> Lookup {
    match found {
        Found::At(i) => Lookup::At(i),
        Found::Absent => Lookup::Absent(hash),
        Found::Ask => Lookup::Ask,
    }
}

/// The value for a string key.
pub fn get_str(machine: &Machine, d: Gc<Dict>, key: Gc<Str>) -> Option<Value> {
    find_str(machine, d, key).map(|i| Dict::value(d, i))
}

/// The value for the string key with these bytes.
pub fn get_text(machine: &Machine, d: Gc<Dict>, key: &[u8]) -> Option<Value> {
    let same = |k: Value| match k.cast::<Str>() {
        Some(s) if Str::bytes(&machine.heap, s) == key => Same::Yes,
        _ => Same::No,
    };
    match table::find(d, trackway_kit::string::hash_bytes(key), same) {
        Found::At(i) => Some(Dict::value(d, i)),
        _ => None,
    }
}

/// The entry of a string key.
pub fn find_str(machine: &Machine, d: Gc<Dict>, key: Gc<Str>) -> Option<usize> {
    let heap = &machine.heap;
    let same = |k: Value| match k.cast::<Str>() {
        Some(s) if Str::equal(heap, s, key) => Same::Yes,
        _ => Same::No,
    };
    match table::find(d, Str::hash(heap, key), same) {
        Found::At(i) => Some(i),
        _ => None,
    }
}

/// Sets a string key.
pub fn set_str(machine: &Machine, d: Gc<Dict>, key: Gc<Str>, v: Value) -> Result<(), Raise> {
    match find_str(machine, d, key) {
        Some(i) => set_value(machine, d, i, v),
        None => insert(machine, d, Str::hash(&machine.heap, key), key.value(), v)?,
    }
    Ok(())
}

/// Removes a string key.
pub fn remove_str(machine: &Machine, d: Gc<Dict>, key: Gc<Str>) -> Option<Value> {
    find_str(machine, d, key).map(|i| remove_at(machine, d, i))
}

/// Adds an absent key.
pub fn insert(machine: &Machine, d: Gc<Dict>, hash: i64, key: Value, v: Value) -> Result<(), Raise> {
    if d.shape() == 0 {
        return table::insert(&machine.heap, d, hash, key, v).map_err(|_| memory_error(machine));
    }
    if let Some(shape) = key_set::shape_with(machine, d, key) {
        d.set_shape(0);
        table::insert(&machine.heap, d, hash, key, v).map_err(|_| memory_error(machine))?;
        d.set_shape(shape);
        return Ok(());
    }
    namespace::key_comes(machine, d, key);
    let entries = Dict::end(d);
    let done = table::insert(&machine.heap, d, hash, key, v).map_err(|_| memory_error(machine));
    if Dict::end(d) <= entries {
        namespace::entries_moved(machine, d);
    }
    done
}

/// Sets a key; `false`: guest code must do it.
pub fn set(machine: &Machine, d: Gc<Dict>, key: Value, v: Value) -> Result<bool, Raise> {
    match find(machine, d, key)? {
        Lookup::At(i) => set_value(machine, d, i, v),
        Lookup::Absent(h) => insert(machine, d, h, key, v)?,
        Lookup::Ask => return Ok(false),
    }
    Ok(true)
}

/// `_dict_pairs(dict, list)`: sets keys to values as pairs in the list say; how many were set before
/// guest code has to go on.
pub fn set_pairs(machine: &Machine, d: Value, pairs: Value) -> Result<Value, Raise> {
    let (Some(d), Some(l)) = (d.cast::<Dict>(), pairs.cast::<List>()) else { return Ok(Value::ZERO) };
    let mut n = 0;
    while n < List::len(l) {
        let pair = List::get(&machine.heap, l, n).cast::<Tuple>().filter(|t| t.tail_len(Tuple::ITEMS) == 2);
        let Some(t) = pair else { break };
        if !set(machine, d, t.item(Tuple::ITEMS, 0), t.item(Tuple::ITEMS, 1))? {
            break;
        }
        n += 1;
    }
    Ok(Value::int(n as i64).expect("small"))
}

/// Whether nobody needs to ask keys whether they are equal.
pub fn has_plain_keys(d: Gc<Dict>) -> bool {
    (0..Dict::end(d)).all(|i| Dict::key(d, i).is_none_or(|k| k.is_small() || k.cast::<Str>().is_some()))
}

/// Sets all keys of `from`; false where guest code has to go on, with some of them set.
pub fn merge(machine: &Machine, d: Gc<Dict>, from: Gc<Dict>) -> Result<bool, Raise> {
    if Dict::end(d) == 0
        && d.shape() == 0
        && Dict::become_copy(&machine.heap, d, from).map_err(|_| memory_error(machine))?
    {
        return Ok(true);
    }
    for i in 0..Dict::end(from) {
        let Some(key) = Dict::key(from, i) else { continue };
        let v = Dict::value(from, i);
        match find_hashed(machine, d, key, Dict::hash_at(from, i)) {
            Lookup::At(at) => set_value(machine, d, at, v),
            Lookup::Absent(h) => insert(machine, d, h, key, v)?,
            Lookup::Ask => return Ok(false),
        }
    }
    Ok(true)
}

/// Changes the value of entry `i`.
pub fn set_value(machine: &Machine, d: Gc<Dict>, i: usize, v: Value) {
    if d.shape() != 0 && !Dict::value(d, i).is_same(v) {
        namespace::value_changes(machine, d, i);
    }
    Dict::set_value(&machine.heap, d, i, v);
}

/// Removes live entry `i`; its value.
pub fn remove_at(machine: &Machine, d: Gc<Dict>, i: usize) -> Value {
    if d.shape() != 0 {
        key_set::forget(machine, d);
        namespace::key_goes(machine, d, i);
    }
    table::remove_at(&machine.heap, d, i)
}

/// Makes live entry `i` the first one.
pub fn move_first(machine: &Machine, d: Gc<Dict>, i: usize) -> Result<(), Raise> {
    if d.shape() != 0 {
        key_set::forget(machine, d);
        namespace::key_goes(machine, d, i);
        namespace::entries_moved(machine, d);
    }
    table::move_first(&machine.heap, d, i).map_err(|_| memory_error(machine))
}

/// Removes entry `i`, the last live one; its value.
pub fn remove_last(machine: &Machine, d: Gc<Dict>, i: usize) -> Value {
    if d.shape() != 0 {
        key_set::forget(machine, d);
        namespace::key_goes(machine, d, i);
    }
    table::remove_last(&machine.heap, d, i)
}

/// Removes all keys.
pub fn clear(machine: &Machine, d: Gc<Dict>) {
    if d.shape() != 0 {
        key_set::forget(machine, d);
        namespace::all_go(machine, d);
    }
    Dict::clear(&machine.heap, d);
}

/// The table of a set or frozenset.
pub fn set_table(v: Value) -> Option<Gc<Dict>> {
    v.cast::<Set>()
        .map(|s| s.get(Set::TABLE))
        .or_else(|| v.cast::<FrozenSet>().map(|s| s.get(FrozenSet::TABLE)))
}
