//! The index of a table: slots, and in which order a hash goes through them.

use trackway::{Elements, Gc, Heap, Mode, Object, T, Value};

/// The slots of a table.
#[derive(Object)]
#[object(id = 19)]
pub struct Index {
    #[tail]
    slots: Elements<i64>,
}

pub(super) const EMPTY: i64 = -1;
const GONE: i64 = -2;
/// What a table without an index counts as.
pub(super) const MIN_SLOTS: usize = 8;
/// Entries that a table of so many slots takes.
#[inline]
pub(super) const fn room(slots: usize) -> usize {
    slots / 8 * 5
}

/// Slots for so many entries, and some growth.
pub(super) fn slots_for(entries: usize) -> usize {
    (entries * 2 + entries / 2).next_power_of_two().max(MIN_SLOTS)
}

/// The slots at which a hash is looked for, one after the other.
///
/// Small integers are their own hashes, and programs count: neighbours begin in neighbouring slots, so that a range meets
/// no other key. Where two meet, their ways part by the hashes' higher bits (as in CPython's dictionaries, by Tim Peters), since in
/// a range that fills much of a table the next slots are taken too. In the end all slots are passed.
pub(super) struct Probes {
    pub(super) slot: usize,
    rest: u64,
    mask: usize,
}

impl Probes {
    #[inline]
    pub(super) fn new(index: Gc<Index>, hash: i64) -> Probes {
        Probes::among(index.tail_len(Index::SLOTS), hash)
    }

    #[inline]
    fn among(slots: usize, hash: i64) -> Probes {
        // Hashes of fractions may differ in the highest bits only.
        let rest = (hash ^ hash >> 48) as u64;
        let mask = slots - 1;
        Probes { slot: rest as usize & mask, rest, mask }
    }

    #[inline]
    pub(super) fn advance(&mut self) {
        self.rest >>= 5;
        self.slot = (self.slot * 5 + self.rest as usize + 1) & self.mask;
    }
}

/// The part of a slot that stands for the hash, so that looking at another key's slot is enough to
/// pass it by. A sign that is set makes it none: EMPTY and GONE have no tag.
pub(super) const TAG: i64 = !0xffff_ffff;

/// 31 bits of the hash, where they are in a slot; unlike those that choose the slot.
#[inline]
pub(super) fn tag(hash: i64) -> i64 {
    ((hash ^ hash >> 31) & 0x7fff_ffff) << 32
}

/// The entry's number in a slot.
#[inline]
pub(super) fn entry(slot: i64) -> usize {
    slot as u32 as usize
}

pub(super) fn new_index(heap: &Heap, slots: usize) -> Value {
    if slots == MIN_SLOTS {
        return Value::ZERO;
    }
    let index = heap.alloc_tail::<Index>(slots);
    (0..slots).for_each(|i| index.set_item(heap, Index::SLOTS, i, EMPTY));
    index.value()
}

/// As [`new_index`], within an op, with the keys' slots.
pub(super) fn index_of_keys<M: Mode>(m: M, keys: &[(i64, Value)], slots: usize) -> T<M, Value> {
    if slots == MIN_SLOTS {
        return T::lit(Value::ZERO);
    }
    let index = m.new_object::<Index>(T::lit(0), slots as u32);
    for (i, slot) in slots_of(keys, slots).into_iter().enumerate() {
        m.set_item(index, Index::SLOTS, T::lit(i as i64), T::lit(slot));
    }
    index.value()
}

/// The slots of a table with these entries.
fn slots_of(keys: &[(i64, Value)], slots: usize) -> Vec<i64> {
    let mut all = vec![EMPTY; slots];
    for (i, (hash, _)) in keys.iter().enumerate() {
        let mut probes = Probes::among(slots, *hash);
        while all[probes.slot] >= 0 {
            probes.advance();
        }
        all[probes.slot] = tag(*hash) | i as i64;
    }
    all
}

/// The entry's slot is free again.
pub(super) fn displace(heap: &Heap, index: Gc<Index>, hash: i64, entry: usize) {
    let mut probes = Probes::new(index, hash);
    let wanted = tag(hash) | entry as i64;
    while index.item(Index::SLOTS, probes.slot) != wanted {
        probes.advance();
    }
    index.set_item(heap, Index::SLOTS, probes.slot, GONE);
}

#[inline]
pub(super) fn place(heap: &Heap, index: Option<Gc<Index>>, hash: i64, entry: usize) {
    let Some(index) = index else { return };
    let mut probes = Probes::new(index, hash);
    while index.item(Index::SLOTS, probes.slot) >= 0 {
        probes.advance();
    }
    index.set_item(heap, Index::SLOTS, probes.slot, tag(hash) | entry as i64);
}
