//! Walks over the whole heap: the list of its objects, how many there are of each type, and the verifier for
//! `--tw-stress=gc`, by which every reference leads to an object.

use crate::collect::Visitor;
use crate::heap::Heap;
use crate::object::{FLAG_BARRIER, Gc, Header};
use crate::value::Value;
use std::collections::{HashMap, HashSet};
use trackway_ir::Width;

/// The objects of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeCount {
    pub name: &'static str,
    pub objects: u64,
    pub bytes: u64,
}

impl Heap {
    /// The old objects by type, those that take most first. Call after a collection of everything: then
    /// all of them are alive.
    pub fn census(&self) -> Vec<TypeCount> {
        let mut counts: HashMap<&'static str, TypeCount> = HashMap::new();
        self.old.for_each(|object| {
            let info = self.type_info(object);
            let name = info.desc.name;
            let count = counts.entry(name).or_insert(TypeCount { name, objects: 0, bytes: 0 });
            count.objects += 1;
            count.bytes += info.size_of(object) as u64;
        });
        let mut all: Vec<TypeCount> = counts.into_values().collect();
        all.sort_by_key(|c| (std::cmp::Reverse(c.bytes), c.name));
        all
    }

    /// The objects that do not move: right after a major collection all that are alive.
    pub fn old_objects(&self) -> Vec<Value> {
        let mut all = Vec::new();
        self.old.for_each(|object| all.push(object.value()));
        all
    }

    /// How many objects there are; dead ones that no collection has found yet count too.
    pub fn count_all(&self) -> u64 {
        let mut count = self.young_walk();
        self.old.for_each(|_| count += 1);
        count
    }

    /// Checks every old object; returns how many there are.
    ///
    /// # Panics
    /// On a reference to nowhere, or from an old object to a young one that is not remembered.
    pub fn verify(&self) -> usize {
        let mut count = 0;
        let noted: HashSet<(u64, u32)> =
            self.remembered_items.borrow().iter().map(|(o, i)| (o.value().bits(), *i)).collect();
        self.old.for_each(|object| {
            count += 1;
            let whole = object.header_word() & FLAG_BARRIER == 0;
            let info = self.type_info(object);
            info.each_reference(object, |offset| {
                let v = Value::from_bits(object.load_word(offset, Width::W64));
                if v.is_pointer() {
                    let _registered = self.type_info(v.header());
                    let remembered = || {
                        whole
                            || noted.contains(&(object.value().bits(), offset.wrapping_sub(info.items()) / 8))
                    };
                    assert!(!self.nursery.contains(v) || remembered(), "old to young without a barrier");
                }
            });
        });
        count
    }

    /// Checks before a collection that what `roots` visits, the young objects and the remembered
    /// ones refer to young objects' beginnings only, if they refer to the nursery at all: a word
    /// that outlived its object is found at its holder, not when something stands in its place.
    ///
    /// # Panics
    /// On such a word.
    pub(crate) fn verify_young(&self, roots: &dyn Fn(Visitor)) {
        let mut starts = HashSet::new();
        let (mut at, top) = (self.nursery.start as u64, self.ctx.nursery_top.get() as u64);
        while at < top {
            let v = Value::from_bits(at + 1);
            starts.insert(v.bits());
            at += self.type_info(v.header()).size_of(v.header()) as u64;
        }
        let stale = |v: Value| self.nursery.contains(v) && !starts.contains(&v.bits());
        let mut n = 0;
        roots(&mut |cell| {
            assert!(!stale(cell.get()), "root {n} refers to no object: {:#x}", cell.get().bits());
            n += 1;
        });
        let holder = |object: Gc<Header>| {
            let info = self.type_info(object);
            info.each_reference(object, |offset| {
                let v = Value::from_bits(object.load_word(offset, Width::W64));
                assert!(!stale(v), "{} + {offset} refers to no object: {:#x}", info.desc.name, v.bits());
            });
        };
        starts.iter().for_each(|bits| holder(Value::from_bits(*bits).header()));
        self.remembered.borrow().iter().for_each(|object| holder(*object));
    }
}
