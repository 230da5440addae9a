//! Collection: copy the young survivors to the old space. The old space is the business of `mark` and `old`.
//!
//! Invariant: called at a safepoint only, with every live reference in what `roots` visits. A
//! minor collection promotes every survivor, so afterwards the nursery is empty and no old object
//! refers to a young one.

use crate::ctx::INTERRUPT_GC;
use crate::heap::Heap;
use crate::object::{FLAG_BARRIER, FLAG_FORWARDED, Gc, Header};
use crate::value::Value;
use std::cell::Cell;
use std::sync::atomic::Ordering;
use std::time::Instant;
use trackway_ir::{Ty, TypeDesc, Width};

/// Which spaces a collection looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectKind {
    /// The young space.
    Minor,
    /// The young space, and one step of the old space's collection.
    Step,
    /// Everything at once.
    Major,
}

/// Limits of the classes of [`crate::GcStats::pauses`], microseconds.
pub const PAUSES: [u64; 7] = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/// Receives every root cell; may change it, since young objects move.
pub type Visitor<'a> = &'a mut dyn FnMut(&Cell<Value>);

/// Forgets what its argument, which tells whether a word's object is alive, says is dead.
pub type Prune<'a> = &'a dyn Fn(&dyn Fn(Value) -> bool);

impl Heap {
    /// Collects. `roots` must visit every cell that holds a guest word outside the heap, but for
    /// words that are to keep nothing alive: `prune` forgets those for which its argument says that
    /// they are dead. They refer to old objects only.
    pub fn collect(&self, kind: CollectKind, roots: &dyn Fn(Visitor), prune: Prune) {
        if self.stress.get() {
            self.verify_young(roots);
        }
        let start = Instant::now();
        self.minor(roots);
        match kind {
            CollectKind::Minor => {}
            CollectKind::Step => self.step(roots, prune),
            CollectKind::Major => self.whole_cycle(roots, prune),
        }
        if !self.stress.get() {
            self.ctx.interrupt.fetch_and(!INTERRUPT_GC, Ordering::Relaxed);
        }
        let mut s = self.stats.get();
        let pause = start.elapsed().as_nanos() as u64;
        s.pause_ns += pause;
        s.max_pause_ns = s.max_pause_ns.max(pause);
        let slot = PAUSES.iter().position(|limit| pause < limit * 1_000).unwrap_or(PAUSES.len());
        s.pauses[slot] += 1;
        self.stats.set(s);
    }

    fn minor(&self, roots: &dyn Fn(Visitor)) {
        let mut s = self.stats.get();
        s.minor += 1;
        s.peak_bytes = s.peak_bytes.max(self.live_bytes() as u64);
        s.bytes_allocated += self.young_bytes() as u64;
        s.objects_allocated += self.young_objects();
        self.stats.set(s);
        let mut work = Vec::new();
        roots(&mut |cell| cell.set(self.promote(cell.get(), &mut work)));
        for object in self.remembered.take() {
            object.set_header_word(object.header_word() | FLAG_BARRIER);
            self.promote_fields(object, &mut work);
        }
        for (object, item) in self.remembered_items.take() {
            self.promote_item(object, item, &mut work);
        }
        self.visit_deaths(&mut |cell| cell.set(self.promote(cell.get(), &mut work)));
        self.promote_all(&mut work);
        let dying = self.weak_after_minor();
        let dying: Vec<Value> = dying.into_iter().map(|v| self.promote(v, &mut work)).collect();
        self.promote_all(&mut work);
        self.doom(dying);
        self.finalize_young();
        self.reset_nursery(self.promoted_bytes.replace(0));
    }

    fn promote_all(&self, work: &mut Vec<Gc<Header>>) {
        while let Some(object) = work.pop() {
            self.promote_fields(object, work);
        }
    }

    /// The word to use instead of `v` from now on.
    fn promote(&self, v: Value, work: &mut Vec<Gc<Header>>) -> Value {
        if !self.nursery.contains(v) {
            return v;
        }
        let from = v.header();
        let header = from.header_word();
        if header & FLAG_FORWARDED != 0 {
            return Value::from_bits(from.load_word(8, Width::W64));
        }
        let desc = self.type_info(from).desc;
        let size = object_size(from, desc);
        let to = self.old.alloc(size);
        // SAFETY: `from` is a live young object of `size` bytes; `to` was just allocated.
        unsafe { std::ptr::copy_nonoverlapping(from.address(), to as *mut u8, size) };
        let moved = Value::from_bits(to as u64 + 1);
        let mark = if self.cycle.active.get() { self.born_black(size) } else { 0 };
        moved.header().set_header_word(header | FLAG_BARRIER | mark);
        from.set_header_word(header | FLAG_FORWARDED);
        from.store_word(8, Width::W64, moved.bits());
        self.promoted.set(self.promoted.get() + 1);
        self.promoted_bytes.set(self.promoted_bytes.get() + size);
        work.push(moved.header());
        moved
    }

    fn promote_item(&self, object: Gc<Header>, item: u32, work: &mut Vec<Gc<Header>>) {
        let (_, array) = self.type_info(object).desc.tail.expect("an array");
        let offset = array.offset + 8 * item;
        let old = Value::from_bits(object.load_word(offset, Width::W64));
        if self.nursery.contains(old) {
            object.store_word(offset, Width::W64, self.promote(old, work).bits());
        } else if self.cycle.active.get() {
            self.mark(old);
        }
    }

    fn promote_fields(&self, object: Gc<Header>, work: &mut Vec<Gc<Header>>) {
        let desc = self.type_info(object).desc;
        let marking = self.cycle.active.get();
        each_reference(object, desc, |offset| {
            let old = Value::from_bits(object.load_word(offset, Width::W64));
            if self.nursery.contains(old) {
                let new = self.promote(old, work);
                object.store_word(offset, Width::W64, new.bits());
            } else if marking {
                self.mark(old);
            }
        });
    }

    fn finalize_young(&self) {
        for object in self.young_natives.take() {
            if object.header_word() & FLAG_FORWARDED != 0 {
                let moved = Value::from_bits(object.load_word(8, Width::W64));
                self.old.add_native(moved.header());
            } else {
                self.finalize(object);
            }
        }
    }

    pub(crate) fn finalize(&self, object: Gc<Header>) {
        if let Some(f) = self.type_info(object).finalize {
            f(object.value());
        }
    }

    /// Every remaining object dies: run the finalizers.
    pub(crate) fn finalize_all(&self) {
        for object in self.young_natives.take() {
            self.finalize(object);
        }
        self.old.sweep_natives(|_| false, |o| self.finalize(o));
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.finalize_all();
    }
}

pub(crate) fn object_size(object: Gc<Header>, desc: &TypeDesc) -> usize {
    let tail = desc.tail.map_or(0, |(len, _)| object.load_word(len.offset, len.width) as usize);
    Heap::size_of(desc, tail)
}

/// Calls `f` with the offset of every word of the object that may be a reference.
#[inline(always)]
pub(crate) fn each_reference(object: Gc<Header>, desc: &TypeDesc, mut f: impl FnMut(u32)) {
    each_field(desc, &mut f);
    if let Some((len, array)) = desc.tail
        && array.ty == Ty::Value
    {
        for i in 0..object.load_word(len.offset, len.width) as u32 {
            f(array.offset + 8 * i);
        }
    }
}

/// As [`each_reference`], without the tail.
#[inline(always)]
pub(crate) fn each_field(desc: &TypeDesc, mut f: impl FnMut(u32)) {
    for field in desc.fields {
        if matches!(field.ty, Ty::Value | Ty::Ref) {
            f(field.offset);
        }
    }
}
