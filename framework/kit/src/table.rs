//! Dictionaries: hash tables that keep the order of insertion.
//!
//! ```text
//! index:   power-of-two slots, each an entry's number below a part of its hash, EMPTY or GONE;
//!          none while there is room for five entries only, which are looked through
//! entries: hash, key, value | hash, key, value | ...      in order of insertion
//! ```
//! Whether two keys are equal is the guest's business: [`find`] asks a closure, which may answer
//! that only guest code can tell. Then a routine in the guest language walks the candidates, one
//! [`candidate`] after the other, and finishes with the `_at` functions.
//!
//! Invariant: an entry is live exactly if its hash word is a small integer.
//!
//! A shape number in a dictionary's header is the guest's.

mod probes;

pub use self::probes::Index;
use self::probes::{
    EMPTY, MIN_SLOTS, Probes, TAG, displace, entry, index_of_keys, new_index, place, room, slots_for, tag,
};
use crate::sequence::Array;
use trackway::{Gc, Heap, HeapLimit, Mode, Object, T, Value};

/// A dictionary.
#[derive(Object)]
#[object(id = 16)]
pub struct Dict {
    /// Live entries.
    used: i64,
    /// Entries in the array, dead ones included.
    fill: i64,
    /// Changes whenever a key is added or removed.
    version: i64,
    /// ZERO: there is none.
    index: Value,
    entries: Gc<Array>,
    /// Entries below this number are dead.
    first: i64,
    /// Slots marked GONE for entries that are in the array no more.
    spent: i64,
    /// Entries below this number have it as their key, if they are live: so such a key needs no look at the index.
    /// What counts from 0 has keys of this kind.
    dense: i64,
}

/// A set: a dictionary whose values mean nothing.
#[derive(Object)]
#[object(id = 18)]
pub struct Set {
    table: Gc<Dict>,
}

/// What a guest's closure says about a key with the same hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    Yes,
    No,
    /// Guest code must decide.
    Ask,
}

/// The outcome of [`find`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The entry's number.
    At(usize),
    Absent,
    Ask,
}

/// The most keys of a dictionary that is made within an op.
pub const FEW_KEYS: usize = 8;
/// In the hash word of a dead entry: the double 0.0.
const DEAD: Value = Value::from_bits(3);

impl Dict {
    pub fn new(heap: &Heap) -> Gc<Dict> {
        Dict::sized(heap, MIN_SLOTS)
    }

    fn sized(heap: &Heap, slots: usize) -> Gc<Dict> {
        let d = heap.alloc::<Dict>();
        d.set(heap, Dict::INDEX, new_index(heap, slots));
        d.set(heap, Dict::ENTRIES, Array::new(heap, 3 * room(slots)));
        d
    }

    /// A dictionary that takes so many entries before it has to grow.
    pub fn with_room(heap: &Heap, entries: usize) -> Result<Gc<Dict>, HeapLimit> {
        let slots = if entries <= room(MIN_SLOTS) { MIN_SLOTS } else { slots_for(entries) };
        heap.check(8 * slots + 24 * room(slots))?;
        Ok(Dict::sized(heap, slots))
    }

    /// The same within an op: a trace sees it, and does not make it where nobody looks.
    pub fn empty<M: Mode>(m: M) -> T<M, Gc<Dict>> {
        Dict::of_keys(m, 0, &[], &[])
    }

    /// A dictionary with this shape number, made within an op of at most [`FEW_KEYS`] different keys, which are known
    /// and so are their hashes, and of values.
    pub fn of_keys<M: Mode>(
        m: M,
        shape: u32,
        keys: &[(i64, Value)],
        values: &[T<M, Value>],
    ) -> T<M, Gc<Dict>> {
        let n = keys.len();
        let slots = if n <= room(MIN_SLOTS) { MIN_SLOTS } else { slots_for(n) };
        let words = 3 * room(slots);
        let entries = m.new_object::<Array>(T::lit(0), words as u32);
        let word = |i: usize, v| m.set_item(entries, Array::ITEMS, T::lit(i as i64), v);
        for (i, ((hash, key), value)) in keys.iter().zip(values).enumerate() {
            word(3 * i, T::lit(Value::int(*hash).expect("a hash of 63 bits")));
            word(3 * i + 1, T::lit(*key));
            word(3 * i + 2, *value);
        }
        (3 * n..words).for_each(|i| word(i, T::lit(Value::ZERO)));
        let d = m.new_object::<Dict>(T::lit(shape.into()), 0);
        m.set_field(d, Dict::USED, T::lit(n as i64));
        m.set_field(d, Dict::FILL, T::lit(n as i64));
        m.set_field(d, Dict::VERSION, T::lit(n as i64));
        m.set_field(d, Dict::FIRST, T::lit(0));
        m.set_field(d, Dict::SPENT, T::lit(0));
        m.set_field(d, Dict::DENSE, T::lit(dense(keys.iter().map(|(_, key)| *key))));
        m.set_field(d, Dict::INDEX, index_of_keys(m, keys, slots));
        m.set_field(d, Dict::ENTRIES, entries);
        d
    }

    /// Live entries.
    #[inline]
    pub fn len(d: Gc<Dict>) -> usize {
        d.get(Dict::USED) as usize
    }

    /// One past the number of the last entry, for iteration.
    #[inline]
    pub fn end(d: Gc<Dict>) -> usize {
        d.get(Dict::FILL) as usize
    }

    /// The key of entry `i`; `None` when it is dead.
    #[inline]
    pub fn key(d: Gc<Dict>, i: usize) -> Option<Value> {
        let entries = d.get(Dict::ENTRIES);
        if entries.item(Array::ITEMS, 3 * i).is_small() {
            Some(entries.item(Array::ITEMS, 3 * i + 1))
        } else {
            None
        }
    }

    /// The value of entry `i`.
    #[inline]
    pub fn value(d: Gc<Dict>, i: usize) -> Value {
        d.get(Dict::ENTRIES).item(Array::ITEMS, 3 * i + 2)
    }

    /// The hash of live entry `i`.
    #[inline]
    pub fn hash_at(d: Gc<Dict>, i: usize) -> i64 {
        d.get(Dict::ENTRIES).item(Array::ITEMS, 3 * i).as_int().unwrap_or(0)
    }

    #[inline]
    pub fn set_value(heap: &Heap, d: Gc<Dict>, i: usize, v: Value) {
        d.get(Dict::ENTRIES).set_item(heap, Array::ITEMS, 3 * i + 2, v);
    }

    /// The first live entry from number `i` on.
    pub fn next_live(d: Gc<Dict>, i: usize) -> Option<usize> {
        (i.max(d.get(Dict::FIRST) as usize)..Dict::end(d)).find(|i| Dict::key(d, *i).is_some())
    }

    /// The last live entry.
    pub fn last_live(d: Gc<Dict>) -> Option<usize> {
        (0..Dict::end(d)).rev().find(|i| Dict::key(d, *i).is_some())
    }

    /// Numbers of the live entries in order, as they are now.
    pub fn live(d: Gc<Dict>) -> Vec<usize> {
        (0..Dict::end(d)).filter(|i| Dict::key(d, *i).is_some()).collect()
    }

    /// Keys and values in order.
    pub fn pairs(d: Gc<Dict>) -> Vec<(Value, Value)> {
        let mut all = Vec::with_capacity(Dict::len(d));
        all.extend((0..Dict::end(d)).filter_map(|i| Some((Dict::key(d, i)?, Dict::value(d, i)))));
        all
    }

    pub fn keys(d: Gc<Dict>) -> Vec<Value> {
        let mut all = Vec::with_capacity(Dict::len(d));
        all.extend((0..Dict::end(d)).filter_map(|i| Dict::key(d, i)));
        all
    }

    pub fn clear(heap: &Heap, d: Gc<Dict>) {
        let fresh = Dict::new(heap);
        d.set(heap, Dict::INDEX, fresh.get(Dict::INDEX));
        d.set(heap, Dict::ENTRIES, fresh.get(Dict::ENTRIES));
        d.set(heap, Dict::USED, 0);
        d.set(heap, Dict::FILL, 0);
        d.set(heap, Dict::FIRST, 0);
        d.set(heap, Dict::SPENT, 0);
        d.set(heap, Dict::DENSE, 0);
        touch(heap, d);
    }

    /// A dictionary with the same entries; needs no key comparison.
    pub fn copy(heap: &Heap, d: Gc<Dict>) -> Result<Gc<Dict>, HeapLimit> {
        let c = Dict::new(heap);
        if Dict::become_copy(heap, c, d)? {
            return Ok(c);
        }
        rebuild(heap, c, slots_for(Dict::len(d)))?;
        for i in Dict::live(d) {
            insert(heap, c, Dict::hash_at(d, i), Dict::key(d, i).expect("live"), Dict::value(d, i))?;
        }
        Ok(c)
    }
}

impl Dict {
    /// Gives `c`, which is empty, the entries of `d`, if all of those are live; whether that is so.
    pub fn become_copy(heap: &Heap, c: Gc<Dict>, d: Gc<Dict>) -> Result<bool, HeapLimit> {
        if Dict::end(d) != Dict::len(d) || d.get(Dict::SPENT) != 0 {
            return Ok(false);
        }
        let old = d.get(Dict::ENTRIES);
        let (slots, words) = (slots(d), old.tail_len(Array::ITEMS));
        heap.check(8 * (slots + words))?;
        if let Some(old) = index(d) {
            let index = heap.alloc_tail::<Index>(slots);
            index.copy_items(heap, Index::SLOTS, 0, old, 0, slots);
            c.set(heap, Dict::INDEX, index.value());
        } else {
            c.set(heap, Dict::INDEX, Value::ZERO);
        }
        let entries = Array::new(heap, words);
        entries.copy_items(heap, Array::ITEMS, 0, old, 0, 3 * Dict::end(d));
        c.set(heap, Dict::ENTRIES, entries);
        c.set(heap, Dict::USED, d.get(Dict::USED));
        c.set(heap, Dict::FILL, d.get(Dict::FILL));
        c.set(heap, Dict::DENSE, d.get(Dict::DENSE));
        touch(heap, c);
        Ok(true)
    }
}

impl Set {
    pub fn new(heap: &Heap) -> Gc<Set> {
        Set::of(heap, Dict::new(heap))
    }

    /// A set with the table's keys.
    pub fn of(heap: &Heap, table: Gc<Dict>) -> Gc<Set> {
        let s = heap.alloc::<Set>();
        s.set(heap, Set::TABLE, table);
        s
    }
}

/// Finds the entry whose key has this hash and is the same by `same`.
#[inline]
pub fn find(d: Gc<Dict>, hash: i64, mut same: impl FnMut(Value) -> Same) -> Found {
    let entries = d.get(Dict::ENTRIES);
    if let Some(i) = dense_entry(d, hash)
        && same(entries.item(Array::ITEMS, 3 * i + 1)) == Same::Yes
    {
        return Found::At(i);
    }
    let Some(index) = index(d) else { return find_among_few(d, hash, same) };
    let (tag, mut probes) = (tag(hash), Probes::new(index, hash));
    let hash = Value::int(hash).expect("a hash of 63 bits");
    loop {
        let found = index.item(Index::SLOTS, probes.slot);
        if found == EMPTY {
            return Found::Absent;
        }
        if found & TAG == tag && entries.item(Array::ITEMS, 3 * entry(found)) == hash {
            match same(entries.item(Array::ITEMS, 3 * entry(found) + 1)) {
                Same::Yes => return Found::At(entry(found)),
                Same::Ask => return Found::Ask,
                Same::No => {}
            }
        }
        probes.advance();
    }
}

/// The first entry whose hash looks like this one, and its key; `None`: the key is absent.
#[inline]
pub fn first_like(d: Gc<Dict>, hash: i64) -> Option<(usize, Value)> {
    let entries = d.get(Dict::ENTRIES);
    let at = match index(d) {
        None => match few_with_hash(d, hash) {
            0 => return None,
            bits => bits.trailing_zeros() as usize,
        },
        Some(index) => {
            let (tag, mut probes) = (tag(hash), Probes::new(index, hash));
            loop {
                let found = index.item(Index::SLOTS, probes.slot);
                if found == EMPTY {
                    return None;
                }
                if found & TAG == tag {
                    break entry(found);
                }
                probes.advance();
            }
        }
    };
    Some((at, entries.item(Array::ITEMS, 3 * at + 1)))
}

/// Where there is no index.
#[inline]
fn find_among_few(d: Gc<Dict>, hash: i64, mut same: impl FnMut(Value) -> Same) -> Found {
    let entries = d.get(Dict::ENTRIES);
    let mut left = few_with_hash(d, hash);
    while left != 0 {
        let i = left.trailing_zeros() as usize;
        match same(entries.item(Array::ITEMS, 3 * i + 1)) {
            Same::Yes => return Found::At(i),
            Same::Ask => return Found::Ask,
            Same::No => left &= left - 1,
        }
    }
    Found::Absent
}

/// A bit for each entry with this hash, where there is no index. Looks at all of them: where a key is differs from table
/// to table, and a branch that is taken at a place that nobody foresees costs more than the comparisons.
#[inline]
fn few_with_hash(d: Gc<Dict>, hash: i64) -> u32 {
    const FEW: usize = room(MIN_SLOTS);
    let (entries, hash) = (d.get(Dict::ENTRIES), Value::int(hash).expect("a hash of 63 bits"));
    assert!(entries.tail_len(Array::ITEMS) >= 3 * FEW);
    let bits = (0..FEW).fold(0, |bits, i| bits | ((entries.item(Array::ITEMS, 3 * i) == hash) as u32) << i);
    bits & ((1 << Dict::end(d)) - 1)
}

/// Finds the entry of a small integer that is its own hash. Words tell whether two are the same.
#[inline]
pub fn find_int(d: Gc<Dict>, key: i64) -> Found {
    match dense_entry(d, key) {
        Some(i) => Found::At(i),
        None => find_other_int(d, key),
    }
}

/// The live entry whose number and key is this.
#[inline]
fn dense_entry(d: Gc<Dict>, key: i64) -> Option<usize> {
    let is_there = (key as u64) < d.get(Dict::DENSE) as u64
        && d.get(Dict::ENTRIES).item(Array::ITEMS, 3 * key as usize).is_small();
    is_there.then_some(key as usize)
}

/// Through the index, if there is one.
fn find_other_int(d: Gc<Dict>, key: i64) -> Found {
    let (entries, word) = (d.get(Dict::ENTRIES), Value::int(key).expect("a key of 63 bits"));
    let Some(index) = index(d) else {
        return find_among_few(d, key, |v| if v == word { Same::Yes } else { Same::No });
    };
    let (tag, mut probes) = (tag(key), Probes::new(index, key));
    loop {
        let found = index.item(Index::SLOTS, probes.slot);
        if found == EMPTY {
            return Found::Absent;
        }
        if found & TAG == tag && entries.item(Array::ITEMS, 3 * entry(found) + 1) == word {
            return Found::At(entry(found));
        }
        probes.advance();
    }
}

/// The next live entry with exactly this hash after `probes` probes, with the probes made then.
pub fn candidate(d: Gc<Dict>, hash: i64, probes: usize) -> Option<(usize, usize)> {
    let entries = d.get(Dict::ENTRIES);
    let (tag, key_hash) = (tag(hash), hash);
    let hash = Value::int(hash).expect("a hash of 63 bits");
    let Some(index) = index(d) else {
        let found = (probes..Dict::end(d)).find(|i| entries.item(Array::ITEMS, 3 * i) == hash)?;
        return Some((found, found + 1));
    };
    let mut next = Probes::new(index, key_hash);
    (0..probes).for_each(|_| next.advance());
    for probe in probes.. {
        let found = index.item(Index::SLOTS, next.slot);
        if found == EMPTY {
            return None;
        }
        if found & TAG == tag && entries.item(Array::ITEMS, 3 * entry(found)) == hash {
            return Some((entry(found), probe + 1));
        }
        next.advance();
    }
    None
}

/// Adds an entry for a key that is known to be absent.
pub fn insert(heap: &Heap, d: Gc<Dict>, hash: i64, key: Value, value: Value) -> Result<(), HeapLimit> {
    if Dict::end(d) + d.get(Dict::SPENT) as usize >= room(slots(d)) {
        rebuild(heap, d, slots_for(Dict::len(d) + 1))?;
    }
    let (entries, n) = (d.get(Dict::ENTRIES), Dict::end(d));
    place(heap, index(d), hash, n);
    entries.set_item(heap, Array::ITEMS, 3 * n, Value::int(hash).expect("a hash of 63 bits"));
    entries.set_item(heap, Array::ITEMS, 3 * n + 1, key);
    entries.set_item(heap, Array::ITEMS, 3 * n + 2, value);
    d.set(heap, Dict::FILL, n as i64 + 1);
    d.set(heap, Dict::USED, d.get(Dict::USED) + 1);
    if d.get(Dict::DENSE) == n as i64 && is_number(key, n) {
        d.set(heap, Dict::DENSE, n as i64 + 1);
    }
    touch(heap, d);
    Ok(())
}

/// Whether the key is the number of its entry.
#[inline]
fn is_number(key: Value, entry: usize) -> bool {
    key.is_small() && key.as_int() == Some(entry as i64)
}

/// How many of the keys from the first one on are the numbers of their entries.
fn dense(keys: impl Iterator<Item = Value>) -> i64 {
    keys.enumerate().take_while(|(i, key)| is_number(*key, *i)).count() as i64
}

/// Removes live entry `i`; returns its value.
pub fn remove_at(heap: &Heap, d: Gc<Dict>, i: usize) -> Value {
    if let Some(index) = index(d) {
        displace(heap, index, Dict::hash_at(d, i), i);
    }
    let (entries, value) = (d.get(Dict::ENTRIES), Dict::value(d, i));
    entries.set_item(heap, Array::ITEMS, 3 * i, DEAD);
    entries.set_item(heap, Array::ITEMS, 3 * i + 1, Value::ZERO);
    entries.set_item(heap, Array::ITEMS, 3 * i + 2, Value::ZERO);
    d.set(heap, Dict::USED, d.get(Dict::USED) - 1);
    if i as i64 == d.get(Dict::FIRST) {
        d.set(heap, Dict::FIRST, Dict::next_live(d, i).unwrap_or(Dict::end(d)) as i64);
    }
    touch(heap, d);
    value
}

/// Removes entry `i`, the last live one, and the dead ones behind it; returns its value.
pub fn remove_last(heap: &Heap, d: Gc<Dict>, i: usize) -> Value {
    let value = remove_at(heap, d, i);
    if index(d).is_some() {
        d.set(heap, Dict::SPENT, d.get(Dict::SPENT) + d.get(Dict::FILL) - i as i64);
    }
    d.set(heap, Dict::FILL, i as i64);
    d.set(heap, Dict::FIRST, d.get(Dict::FIRST).min(i as i64));
    d.set(heap, Dict::DENSE, d.get(Dict::DENSE).min(i as i64));
    value
}

/// Makes live entry `i` the first one; for tables of entries whose order may change. Room for entries in front is made
/// once for many.
pub fn move_first(heap: &Heap, d: Gc<Dict>, i: usize) -> Result<(), HeapLimit> {
    let (hash, key) = (Dict::hash_at(d, i), Dict::key(d, i).expect("a live entry"));
    let value = remove_at(heap, d, i);
    if d.get(Dict::FIRST) == 0 {
        make_room_in_front(heap, d)?;
    }
    let at = d.get(Dict::FIRST) as usize - 1;
    let entries = d.get(Dict::ENTRIES);
    d.set(heap, Dict::DENSE, d.get(Dict::DENSE).min(at as i64));
    place(heap, index(d), hash, at);
    entries.set_item(heap, Array::ITEMS, 3 * at, Value::int(hash).expect("a hash of 63 bits"));
    entries.set_item(heap, Array::ITEMS, 3 * at + 1, key);
    entries.set_item(heap, Array::ITEMS, 3 * at + 2, value);
    d.set(heap, Dict::FIRST, at as i64);
    d.set(heap, Dict::USED, d.get(Dict::USED) + 1);
    touch(heap, d);
    Ok(())
}

/// Fresh arrays in which as many dead entries as live ones, and one, come first.
fn make_room_in_front(heap: &Heap, d: Gc<Dict>) -> Result<(), HeapLimit> {
    let (live, old) = (Dict::live(d), d.get(Dict::ENTRIES));
    let front = live.len() + 1;
    let slots = slots_for(front + live.len() + 1);
    heap.check(8 * slots + 24 * room(slots))?;
    let (index, entries) = (new_index(heap, slots), Array::new(heap, 3 * room(slots)));
    (0..front).for_each(|i| entries.set_item(heap, Array::ITEMS, 3 * i, DEAD));
    d.set(heap, Dict::INDEX, index);
    for (n, i) in live.into_iter().enumerate() {
        place(heap, self::index(d), Dict::hash_at(d, i), front + n);
        entries.copy_items(heap, Array::ITEMS, 3 * (front + n), old, 3 * i, 3);
    }
    d.set(heap, Dict::FILL, (front + Dict::len(d)) as i64);
    d.set(heap, Dict::ENTRIES, entries);
    d.set(heap, Dict::FIRST, front as i64);
    d.set(heap, Dict::SPENT, 0);
    d.set(heap, Dict::DENSE, 0);
    Ok(())
}

#[inline]
fn touch(heap: &Heap, d: Gc<Dict>) {
    d.set(heap, Dict::VERSION, d.get(Dict::VERSION) + 1);
}

/// Of a table that is not one of few entries.
#[inline]
fn index(d: Gc<Dict>) -> Option<Gc<Index>> {
    let index = d.get(Dict::INDEX);
    (index != Value::ZERO).then(|| Gc::assume(index))
}

#[inline]
fn slots(d: Gc<Dict>) -> usize {
    index(d).map_or(MIN_SLOTS, |index| index.tail_len(Index::SLOTS))
}

/// Fresh arrays with the live entries only.
fn rebuild(heap: &Heap, d: Gc<Dict>, slots: usize) -> Result<(), HeapLimit> {
    if slots > 1 << 32 {
        return Err(HeapLimit);
    }
    heap.check(8 * slots + 24 * room(slots))?;
    let old = d.get(Dict::ENTRIES);
    let entries = Array::new(heap, 3 * room(slots));
    d.set(heap, Dict::INDEX, new_index(heap, slots));
    let index = index(d);
    let mut n = 0;
    let mut dense = d.get(Dict::DENSE);
    if Dict::len(d) == Dict::end(d) {
        n = Dict::len(d);
        entries.copy_items(heap, Array::ITEMS, 0, old, 0, 3 * n);
        (0..n).for_each(|i| place(heap, index, Dict::hash_at(d, i), i));
    } else {
        for i in (0..Dict::end(d)).filter(|i| Dict::key(d, *i).is_some()) {
            // Entries behind a dead one get other numbers.
            dense = if i == n { dense } else { dense.min(n as i64) };
            place(heap, index, Dict::hash_at(d, i), n);
            entries.copy_items(heap, Array::ITEMS, 3 * n, old, 3 * i, 3);
            n += 1;
        }
        dense = dense.min(n as i64);
    }
    d.set(heap, Dict::ENTRIES, entries);
    d.set(heap, Dict::FILL, n as i64);
    d.set(heap, Dict::DENSE, dense);
    d.set(heap, Dict::FIRST, 0);
    d.set(heap, Dict::SPENT, 0);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(i: i64) -> Value {
        Value::int(i).expect("small")
    }

    fn heap() -> Heap {
        let heap = Heap::new();
        heap.register::<Array>();
        heap.register::<Index>();
        heap.register::<Dict>();
        heap
    }

    fn at(d: Gc<Dict>, k: i64) -> Option<Value> {
        match find(d, k % 50, |v| if v == int(k) { Same::Yes } else { Same::No }) {
            Found::At(i) => Some(Dict::value(d, i)),
            _ => None,
        }
    }

    #[test]
    fn many_keys_with_collisions() {
        let heap = heap();
        let d = Dict::new(&heap);
        for k in 0..500 {
            assert_eq!(at(d, k), None);
            insert(&heap, d, k % 50, int(k), int(-k)).expect("room");
        }
        for k in (0..500).step_by(3) {
            let Found::At(i) = find(d, k % 50, |v| if v == int(k) { Same::Yes } else { Same::No }) else {
                panic!()
            };
            assert_eq!(remove_at(&heap, d, i), int(-k));
        }
        for k in 0..500 {
            assert_eq!(at(d, k), if k % 3 == 0 { None } else { Some(int(-k)) });
        }
        assert_eq!(Dict::keys(d).len(), 333);
        let c = Dict::copy(&heap, d).expect("room");
        assert_eq!(Dict::pairs(c), Dict::pairs(d));
    }

    /// Against a list of pairs, with keys that count from 0 as a rule.
    #[test]
    fn keys_that_are_their_numbers() {
        let heap = heap();
        let d = Dict::new(&heap);
        let mut model: Vec<i64> = Vec::new();
        let mut random = 1_u64;
        for _ in 0..20_000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (what, k) = (random >> 60, (random >> 33) as i64 % 40);
            match find_int(d, k) {
                Found::At(i) if what < 4 => {
                    remove_at(&heap, d, i);
                    model.retain(|m| *m != k);
                }
                Found::At(i) if what < 5 => {
                    move_first(&heap, d, i).expect("room");
                    model.retain(|m| *m != k);
                    model.insert(0, k);
                }
                Found::Absent => {
                    // The least one that is missing, so that keys count up again and again.
                    let k = if what < 12 { (0..).find(|k| !model.contains(k)).expect("one") } else { k };
                    insert(&heap, d, k, int(k), int(-k)).expect("room");
                    model.push(k);
                }
                _ if what == 5 => {
                    Dict::clear(&heap, d);
                    model.clear();
                }
                _ if what == 6 => {
                    if let Some(i) = Dict::last_live(d) {
                        remove_last(&heap, d, i);
                        model.pop();
                    }
                }
                _ => {}
            }
            assert_eq!(Dict::keys(d), model.iter().map(|k| int(*k)).collect::<Vec<_>>());
            for k in 0..40 {
                match find_int(d, k) {
                    Found::At(i) => assert_eq!((Dict::key(d, i), Dict::value(d, i)), (Some(int(k)), int(-k))),
                    _ => assert!(!model.contains(&k), "{k} is lost"),
                }
            }
        }
    }

    #[test]
    fn entries_are_moved_to_the_front() {
        let heap = heap();
        let d = Dict::new(&heap);
        let find = |k: i64| match find(d, k, |v| if v == int(k) { Same::Yes } else { Same::No }) {
            Found::At(i) => i,
            _ => panic!("{k} is lost"),
        };
        for k in 0..40 {
            insert(&heap, d, k, int(k), int(-k)).expect("room");
        }
        let mut order: Vec<i64> = (0..40).collect();
        for n in 0..500 {
            let k = n * 7 % 40;
            move_first(&heap, d, find(k)).expect("room");
            order.retain(|o| *o != k);
            order.insert(0, k);
        }
        assert_eq!(Dict::keys(d), order.iter().map(|k| int(*k)).collect::<Vec<_>>());
        assert!(order.iter().all(|k| Dict::value(d, find(*k)) == int(-k)));
        assert!(slots(d) <= 512);
    }

    #[test]
    fn adding_and_removing_in_turn_does_not_fill_up() {
        let heap = heap();
        let d = Dict::new(&heap);
        for k in 0..10_000 {
            insert(&heap, d, k, int(k), int(k)).expect("room");
            let Found::At(i) = find(d, k, |v| if v == int(k) { Same::Yes } else { Same::No }) else {
                panic!()
            };
            remove_at(&heap, d, i);
        }
        assert_eq!(Dict::len(d), 0);
        assert!(slots(d) <= 16);
    }
}
