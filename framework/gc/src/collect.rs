//! Collection: copy the young survivors to the old space. The old space is the business of `mark` and `old`.
//!
//! Invariant: called at a safepoint only, with every live reference in what `roots` visits. A
//! minor collection promotes every survivor, so afterwards the nursery is empty and no old object
//! refers to a young one.

use crate::ctx::INTERRUPT_GC;
use crate::heap::Heap;
use crate::mark::CHUNK;
use crate::object::{FLAG_BARRIER, FLAG_FORWARDED, Gc, Header};
use crate::pause::Phase;
use crate::value::Value;
use std::cell::Cell;
use std::sync::atomic::Ordering;
use trackway_ir::Width;

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
        self.note_allocated();
        self.timed(|| {
            self.phase(Phase::Young, || self.minor(roots));
            match kind {
                CollectKind::Minor => {}
                CollectKind::Step => self.step(roots, prune),
                CollectKind::Major => self.whole_cycle(roots, prune),
            }
        });
        if !self.stress.get() {
            self.ctx.interrupt.fetch_and(!INTERRUPT_GC, Ordering::Relaxed);
        }
    }

    fn note_allocated(&self) {
        let mut s = self.stats.get();
        s.minor += 1;
        s.peak_bytes = s.peak_bytes.max(self.live_bytes() as u64);
        s.bytes_allocated += self.young_bytes() as u64;
        s.objects_allocated += self.young_objects();
        self.stats.set(s);
    }

    fn minor(&self, roots: &dyn Fn(Visitor)) {
        let mut work = Vec::new();
        roots(&mut |cell| cell.set(self.promote(cell.get(), &mut work)));
        for object in self.remembered.take() {
            object.set_header_word(object.header_word() | FLAG_BARRIER);
            self.promote_remembered(object, &mut work);
        }
        for (object, item) in self.remembered_items.take() {
            self.promote_item(object, item, &mut work);
        }
        self.visit_deaths(&mut |cell| cell.set(self.promote(cell.get(), &mut work)));
        self.promote_all(&mut work);
        let dying = self.weak_after_minor();
        let moved: Vec<Value> = dying.objects.into_iter().map(|v| self.promote(v, &mut work)).collect();
        self.promote_all(&mut work);
        self.settle_minor(dying.holders);
        self.doom(moved);
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
        let size = self.type_info(from).size_of(from);
        let to = self.old.alloc(size);
        // SAFETY: `from` is a live young object of `size` bytes; `to` was just allocated.
        unsafe { copy_words(from.address().cast(), to as *mut u64, size / 8) };
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

    /// Of a long array that is remembered as a whole, marking notes the array, not the elements.
    fn promote_remembered(&self, object: Gc<Header>, work: &mut Vec<Gc<Header>>) {
        let info = self.type_info(object);
        if !self.cycle.active.get() || !info.longer_than(object, CHUNK) {
            return self.promote_fields(object, work);
        }
        info.each_reference(object, |offset| {
            let old = Value::from_bits(object.load_word(offset, Width::W64));
            if self.nursery.contains(old) {
                object.store_word(offset, Width::W64, self.promote(old, work).bits());
            }
        });
        self.mark_again(object);
    }

    fn promote_item(&self, object: Gc<Header>, item: u32, work: &mut Vec<Gc<Header>>) {
        let offset = self.type_info(object).items() + 8 * item;
        let old = Value::from_bits(object.load_word(offset, Width::W64));
        if self.nursery.contains(old) {
            object.store_word(offset, Width::W64, self.promote(old, work).bits());
        } else if self.cycle.active.get() {
            self.mark(old);
        }
    }

    fn promote_fields(&self, object: Gc<Header>, work: &mut Vec<Gc<Header>>) {
        let marking = self.cycle.active.get();
        self.type_info(object).each_reference(object, |offset| {
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

/// Copies a young object; most have a few words, for which a call of `memcpy` costs more than the loop.
///
/// # Safety
/// Both ranges of `n` words are allocated, and they do not overlap.
#[inline(always)]
unsafe fn copy_words(from: *const u64, to: *mut u64, n: usize) {
    const FEW: usize = 12;
    // SAFETY: by the caller.
    unsafe {
        if n > FEW {
            return std::ptr::copy_nonoverlapping(from, to, n);
        }
        for i in 0..n {
            to.add(i).write_volatile(from.add(i).read());
        }
    }
}
