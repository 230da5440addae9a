//! Collection: copy the young survivors to the old space; mark and sweep the old space.
//!
//! Invariant: called at a safepoint only, with every live reference in what `roots` visits. A
//! minor collection promotes every survivor, so afterwards the nursery is empty and no old object
//! refers to a young one.

use crate::ctx::INTERRUPT_GC;
use crate::heap::Heap;
use crate::object::{FLAG_BARRIER, FLAG_FORWARDED, FLAG_MARKED, Gc, Header};
use crate::value::Value;
use std::cell::Cell;
use std::sync::atomic::Ordering;
use std::time::Instant;
use trackway_ir::{Ty, TypeDesc, Width};

/// Which spaces a collection looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectKind {
    Minor,
    /// Minor, then the old space.
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
        let start = Instant::now();
        self.minor(roots);
        if kind == CollectKind::Major {
            self.major(roots, prune);
        }
        if !self.stress.get() {
            self.ctx.interrupt.fetch_and(!INTERRUPT_GC, Ordering::Relaxed);
        }
        let mut s = self.stats.get();
        let pause = start.elapsed().as_nanos() as u64;
        s.pause_ns += pause;
        s.max_pause_ns = s.max_pause_ns.max(pause);
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
        self.visit_deaths(&mut |cell| cell.set(self.promote(cell.get(), &mut work)));
        self.promote_all(&mut work);
        let dying = self.weak_after_minor();
        let dying: Vec<Value> = dying.into_iter().map(|v| self.promote(v, &mut work)).collect();
        self.promote_all(&mut work);
        self.doom(dying);
        self.finalize_young();
        self.reset_nursery();
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
        moved.header().set_header_word(header | FLAG_BARRIER);
        from.set_header_word(header | FLAG_FORWARDED);
        from.store_word(8, Width::W64, moved.bits());
        self.promoted.set(self.promoted.get() + 1);
        work.push(moved.header());
        moved
    }

    fn promote_fields(&self, object: Gc<Header>, work: &mut Vec<Gc<Header>>) {
        let desc = self.type_info(object).desc;
        each_reference(object, desc, |offset| {
            let old = Value::from_bits(object.load_word(offset, Width::W64));
            if self.nursery.contains(old) {
                let new = self.promote(old, work);
                object.store_word(offset, Width::W64, new.bits());
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

    fn finalize(&self, object: Gc<Header>) {
        if let Some(f) = self.type_info(object).finalize {
            f(object.value());
        }
    }

    fn major(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        let (mut work, mut live) = (Vec::new(), 0);
        self.old.finish_sweep();
        self.marking.set(true);
        roots(&mut |cell| mark(cell.get(), &mut work));
        self.marking.set(false);
        self.visit_deaths(&mut |cell| mark(cell.get(), &mut work));
        self.mark_all(&mut work, &mut live);
        prune(&|v| !v.is_pointer() || v.header().header_word() & FLAG_MARKED != 0);
        let dying = self.weak_after_marking();
        dying.iter().for_each(|v| mark(*v, &mut work));
        self.mark_all(&mut work, &mut live);
        self.doom(dying);
        self.forget_identities();
        self.forced.set(false);
        let marked = |o: Gc<Header>| o.header_word() & FLAG_MARKED != 0;
        self.old.sweep_natives(marked, |o| self.finalize(o));
        self.old.begin_sweep(live);
        let live = self.old.bytes() + self.external.get();
        self.next_major.set((live * 2).max(32 << 20).min(self.limit.get().max(live + (1 << 20))));
        let mut s = self.stats.get();
        s.major += 1;
        self.stats.set(s);
    }

    fn mark_all(&self, work: &mut Vec<Gc<Header>>, live: &mut usize) {
        while let Some(object) = work.pop() {
            let desc = self.type_info(object).desc;
            *live += object_size(object, desc);
            each_reference(object, desc, |offset| {
                mark(Value::from_bits(object.load_word(offset, Width::W64)), work);
            });
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

fn mark(v: Value, work: &mut Vec<Gc<Header>>) {
    if v.is_pointer() && v.header().header_word() & FLAG_MARKED == 0 {
        v.header().set_header_word(v.header().header_word() | FLAG_MARKED);
        work.push(v.header());
    }
}

pub(crate) fn object_size(object: Gc<Header>, desc: &TypeDesc) -> usize {
    let tail = desc.tail.map_or(0, |(len, _)| object.load_word(len.offset, len.width) as usize);
    Heap::size_of(desc, tail)
}

/// Calls `f` with the offset of every word of the object that may be a reference.
#[inline(always)]
pub(crate) fn each_reference(object: Gc<Header>, desc: &TypeDesc, mut f: impl FnMut(u32)) {
    for field in desc.fields {
        if matches!(field.ty, Ty::Value | Ty::Ref) {
            f(field.offset);
        }
    }
    if let Some((len, array)) = desc.tail
        && array.ty == Ty::Value
    {
        for i in 0..object.load_word(len.offset, len.width) as u32 {
            f(array.offset + 8 * i);
        }
    }
}
