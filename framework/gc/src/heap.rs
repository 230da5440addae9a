//! Allocation: a bump-allocated nursery and an old space that does not move.

use crate::collect::CollectKind;
use crate::ctx::{Ctx, INTERRUPT_GC};
use crate::field::{At, Fixed, ItemsAt, Tail};
use crate::layout::TypeInfo;
use crate::mark::Marking;
use crate::object::{BoxedFloat, FLAG_BARRIER, Gc, Header, Object};
use crate::old::OldSpace;
use crate::pause::Pause;
use crate::value::Value;
use crate::weak::WeakTables;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::Ordering;
use trackway_ir::{Ty, TypeDesc, Width};

/// Bytes allocated between two minor collections.
const NURSERY_SIZE: usize = 4 << 20;
/// The same before the first one that finds the nursery used: what a program makes as it starts, classes and
/// functions, lives on and would be copied.
const NURSERY_FIRST: usize = 8 << 20;
/// The same where most objects survive.
const NURSERY_LEAST: usize = 1 << 20;
/// Address space behind it, for ops that allocate past the limit before the next safepoint.
const NURSERY_RESERVE: usize = 64 << 20;
/// Objects above this size go to the old space at once.
const LARGE: usize = 32 << 10;
/// One allocation of more is refused whatever the limit: the system would not give it either.
const MAX_REQUEST: usize = 1 << 34;

/// The limit set with `--tw-heap` was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeapLimit;

/// Counters for `--tw-stats`.
#[derive(Clone, Copy, Debug, Default)]
pub struct GcStats {
    pub minor: u64,
    pub major: u64,
    /// Nanoseconds of the longest collection and of all.
    pub max_pause_ns: u64,
    pub pause_ns: u64,
    /// Collections by their time: below the limits of [`crate::PAUSES`], and above all of them.
    pub pauses: [u64; 8],
    /// Nanoseconds of CPU time of the collection that took most, by phase, see [`crate::PHASES`].
    pub longest: [u64; crate::PHASES.len()],
    pub bytes_allocated: u64,
    /// Only while [`Heap::count_objects`] is on.
    pub objects_allocated: u64,
    pub objects_promoted: u64,
    pub peak_bytes: u64,
}

/// One guest heap. `Ctx` comes first so that compiled code reaches it through the same pointer.
#[repr(C)]
pub struct Heap {
    pub ctx: Ctx,
    pub(crate) nursery: Nursery,
    pub(crate) old: OldSpace,
    pub(crate) types: RefCell<Vec<Option<TypeInfo>>>,
    pub(crate) remembered: RefCell<Vec<Gc<Header>>>,
    /// Elements of long arrays, which stay flagged.
    pub(crate) remembered_items: RefCell<Vec<(Gc<Header>, u32)>>,
    /// Young objects whose type has a finalizer.
    pub(crate) young_natives: RefCell<Vec<Gc<Header>>>,
    pub(crate) weak: WeakTables,
    /// The next collection is to be a major one.
    pub(crate) forced: Cell<bool>,
    /// Bytes that objects own outside the heap.
    pub(crate) external: Rc<Cell<usize>>,
    /// Those that came since the last collection.
    pub(crate) fresh_external: Cell<usize>,
    pub(crate) limit: Cell<usize>,
    pub(crate) stats: Cell<GcStats>,
    pub(crate) promoted: Cell<u64>,
    pub(crate) promoted_bytes: Cell<usize>,
    /// The roots that are visited now include those that cannot be young.
    pub(crate) marking: Cell<bool>,
    pub(crate) cycle: Marking,
    /// The collection that is under way.
    pub(crate) pause: Pause,
    /// Bytes of the nursery that are used before the next minor collection.
    nursery_size: Cell<usize>,
    pub(crate) next_major: Cell<usize>,
    pub(crate) stress: Cell<bool>,
    pub(crate) counting: Cell<bool>,
}

/// The size of the system's large pages, at least.
const LARGE_PAGE: usize = 2 << 20;

/// The young space: one reserved range, of which a prefix is used.
pub(crate) struct Nursery {
    pub(crate) start: usize,
    mapping: usize,
}

impl Nursery {
    fn new() -> Nursery {
        // SAFETY: a fresh anonymous private mapping; nothing else refers to it.
        let p = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                NURSERY_RESERVE + LARGE_PAGE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        assert!(p != libc::MAP_FAILED, "no address space for the nursery");
        let (mapping, start) = (p as usize, (p as usize).next_multiple_of(LARGE_PAGE));
        // One fault for 512 pages; where the system has no large pages, nothing changes.
        // SAFETY: within the mapping; the advice changes no contents.
        unsafe { libc::madvise(start as *mut libc::c_void, NURSERY_FIRST, libc::MADV_HUGEPAGE) };
        Nursery { start, mapping }
    }

    #[inline(always)]
    pub(crate) fn contains(&self, v: Value) -> bool {
        v.is_pointer() && (v.bits() as usize).wrapping_sub(self.start) < NURSERY_RESERVE
    }
}

impl Nursery {
    /// Overwrites what lies below `top`, where nothing lives any more: whoever kept a word across a safepoint, out of
    /// the collector's sight, meets no type and no address there.
    fn poison(&self, top: usize) {
        const POISON: u8 = 0xe5;
        // SAFETY: `start..top` is part of the mapping, and its objects have been moved or are dead.
        unsafe { (self.start as *mut u8).write_bytes(POISON, top - self.start) };
    }
}

impl Drop for Nursery {
    fn drop(&mut self) {
        // SAFETY: the mapping made by `new`; no object outlives its heap.
        unsafe { libc::munmap(self.mapping as *mut libc::c_void, NURSERY_RESERVE + LARGE_PAGE) };
    }
}

impl Heap {
    pub fn new() -> Heap {
        let heap = Heap {
            ctx: Ctx::new(),
            nursery: Nursery::new(),
            old: OldSpace::default(),
            types: RefCell::new(vec![None; 64]),
            remembered: RefCell::default(),
            remembered_items: RefCell::default(),
            young_natives: RefCell::default(),
            weak: WeakTables::default(),
            forced: Cell::new(false),
            external: Rc::default(),
            fresh_external: Cell::new(0),
            limit: Cell::new(usize::MAX),
            stats: Cell::default(),
            promoted: Cell::new(0),
            promoted_bytes: Cell::new(0),
            marking: Cell::new(false),
            cycle: Marking::default(),
            pause: Pause::default(),
            nursery_size: Cell::new(NURSERY_FIRST),
            next_major: Cell::new(crate::mark::LEAST),
            stress: Cell::new(false),
            counting: Cell::new(false),
        };
        heap.ctx.nursery_top.set(heap.nursery.start);
        heap.ctx.nursery_end.set(heap.nursery.start + NURSERY_FIRST);
        heap.register::<BoxedFloat>();
        heap
    }

    /// Makes a type known. Every type must be registered before its first allocation.
    ///
    /// # Panics
    /// If another type has the same id.
    pub fn register<X: Object>(&self) {
        let mut types = self.types.borrow_mut();
        let id = X::ID as usize;
        if types.len() <= id {
            types.resize(id + 1, None);
        }
        if let Some(other) = types[id] {
            assert!(other.desc == X::DESC, "{} and {} share type id {id}", other.desc.name, X::DESC.name);
        }
        types[id] = Some(TypeInfo::of::<X>());
    }

    /// The limit for live bytes, from `--tw-heap`.
    pub fn set_limit(&self, bytes: usize) {
        self.limit.set(bytes);
    }

    /// Collect at every safepoint.
    pub fn set_stress(&self, on: bool) {
        self.stress.set(on);
        if on {
            self.request_collection();
        }
    }

    /// Counts allocated objects from here on, by walking the nursery at each collection.
    pub fn count_objects(&self) {
        self.counting.set(true);
    }

    /// Objects in the nursery, if they are to be counted. Before any of them has moved.
    pub(crate) fn young_objects(&self) -> u64 {
        if self.counting.get() { self.young_walk() } else { 0 }
    }

    pub(crate) fn young_walk(&self) -> u64 {
        let (mut at, mut count) = (self.nursery.start, 0);
        while at < self.ctx.nursery_top.get() {
            let object = Value::from_bits(at as u64 + 1).header();
            at += self.type_info(object).size_of(object);
            count += 1;
        }
        count
    }

    pub fn stats(&self) -> GcStats {
        let mut s = self.stats.get();
        s.bytes_allocated += self.young_bytes() as u64;
        s.objects_allocated += self.young_objects();
        s.peak_bytes = s.peak_bytes.max(self.live_bytes() as u64);
        s.objects_promoted = self.promoted.get();
        s
    }

    pub(crate) fn young_bytes(&self) -> usize {
        self.ctx.nursery_top.get() - self.nursery.start
    }

    /// Bytes in use, dead objects not yet collected included.
    pub fn live_bytes(&self) -> usize {
        self.young_bytes() + self.old.bytes() + self.external.get()
    }

    /// Accounts for `bytes` bytes more that an object owns outside the heap. Many of them are a reason for
    /// a minor collection: most owners die young, and the allocator's memory stays in the cache.
    pub(crate) fn add_external(&self, bytes: usize) {
        self.external.set(self.external.get() + bytes);
        self.fresh_external.set(self.fresh_external.get() + bytes);
        if self.fresh_external.get() > 2 * NURSERY_SIZE {
            self.request_collection();
        }
    }

    /// Whether `bytes` more would pass the limit. Ask before a large allocation.
    pub fn check(&self, bytes: usize) -> Result<(), HeapLimit> {
        if bytes > MAX_REQUEST
            || bytes > LARGE && self.live_bytes().saturating_add(bytes) > self.limit.get().min(1 << 40)
        {
            return Err(HeapLimit);
        }
        Ok(())
    }

    /// Asks for a collection of everything at the next safepoint.
    pub fn request_major(&self) {
        self.forced.set(true);
        self.request_collection();
    }

    /// Asks for a collection at the next safepoint, of young objects at least.
    pub fn request_minor(&self) {
        self.request_collection();
    }

    /// Whether [`Heap::request_major`] was called since the last such collection.
    pub fn major_requested(&self) -> bool {
        self.forced.get()
    }

    fn request_collection(&self) {
        self.ctx.interrupt.fetch_or(INTERRUPT_GC, Ordering::Relaxed);
    }

    /// An object without a tail; every field is the zero word until it is set.
    #[inline]
    pub fn alloc<X: Fixed>(&self) -> Gc<X> {
        self.watched(Gc::assume(self.alloc_raw(X::DESC, 0, X::ID as u64)))
    }

    /// An object with `n` tail elements, zero words all.
    #[inline]
    pub fn alloc_tail<X: Object>(&self, n: usize) -> Gc<X> {
        self.watched(Gc::assume(self.alloc_raw(X::DESC, n, X::ID as u64)))
    }

    /// Notes an object whose type has a finalizer.
    #[inline(always)]
    fn watched<X: Object>(&self, object: Gc<X>) -> Gc<X> {
        if X::FINALIZE.is_some() {
            if self.nursery.contains(object.value()) {
                self.young_natives.borrow_mut().push(object.erase());
            } else {
                self.old.add_native(object.erase());
            }
        }
        object
    }

    /// For the framework: an object by description and header word. The type has no finalizer.
    #[doc(hidden)]
    #[inline]
    pub fn alloc_raw(&self, desc: &'static TypeDesc, tail: usize, header: u64) -> Value {
        let size = Heap::size_of(desc, tail);
        let v = self.reserve(size);
        // A tail of bytes is filled at once: of it, only the padding behind it.
        let zeroed = match desc.tail {
            Some((_, a)) if a.width == Width::U8 => desc.size as usize,
            _ => size,
        };
        self.init(v, desc, tail, size, zeroed, header);
        v
    }

    /// Room for an object, uninitialised.
    #[inline(always)]
    fn reserve(&self, size: usize) -> Value {
        let top = self.ctx.nursery_top.get();
        if top + size <= self.ctx.nursery_end.get() && size <= LARGE {
            self.ctx.nursery_top.set(top + size);
            return Value::from_bits(top as u64 + 1);
        }
        Value::from_bits(self.alloc_slow(size) as u64 + 1)
    }

    /// Bytes of an object with `tail` elements.
    #[inline(always)]
    pub(crate) fn size_of(desc: &TypeDesc, tail: usize) -> usize {
        match desc.tail {
            None => desc.size as usize,
            Some((_, a)) if a.width == Width::U8 => (desc.size as usize + tail).next_multiple_of(8),
            Some(_) => desc.size as usize + 8 * tail,
        }
    }

    /// Header and length; the first `zeroed` bytes behind the header become 0, and the last word.
    #[inline(always)]
    fn init(&self, v: Value, desc: &'static TypeDesc, tail: usize, size: usize, zeroed: usize, header: u64) {
        let object = v.header();
        // SAFETY: `size` bytes at the address were just reserved for this object.
        unsafe {
            std::ptr::write_bytes(object.address().add(8), 0, zeroed - 8);
            object.address().add(size - 8).cast::<u64>().write(0);
        }
        let old = if self.nursery.contains(v) { 0 } else { FLAG_BARRIER };
        object.set_header_word(header | old);
        if let Some((len, _)) = desc.tail {
            object.store_word(len.offset, len.width, tail as u64);
        }
    }

    /// Room for `size` bytes when the nursery's chunk is full; never collects.
    pub fn alloc_slow(&self, size: usize) -> usize {
        if size <= LARGE {
            self.request_collection();
            let top = self.ctx.nursery_top.get();
            let end = (top + size + NURSERY_SIZE / 4).min(self.nursery.start + NURSERY_RESERVE);
            if top + size <= end {
                self.ctx.nursery_end.set(end);
                self.ctx.nursery_top.set(top + size);
                return top;
            }
        }
        let address = self.old.alloc(size);
        if self.old.bytes() + self.external.get() > self.next_major.get() {
            self.request_collection();
        }
        address
    }

    /// The word for a double: immediate where possible, else a new box.
    #[inline(always)]
    pub fn float(&self, f: f64) -> Value {
        match Value::immediate_float(f) {
            Some(v) => v,
            None => self.boxed_float(f),
        }
    }

    #[cold]
    #[inline(never)]
    fn boxed_float(&self, f: f64) -> Value {
        let b = self.alloc::<BoxedFloat>();
        b.set(self, BoxedFloat::VALUE, f);
        b.value()
    }

    /// To be called before a pointer is stored into `object`.
    #[inline(always)]
    pub fn barrier(&self, object: Gc<Header>) {
        if object.header_word() & FLAG_BARRIER != 0 {
            self.barrier_slow(object);
        }
    }

    /// To be called before a pointer is stored into `object` as the element with this number.
    #[inline(always)]
    pub fn barrier_item(&self, object: Gc<Header>, item: usize) {
        if object.header_word() & FLAG_BARRIER != 0 {
            self.barrier_item_slow(object, item);
        }
    }

    /// To be called when these words have been copied into `object`, as the elements from number `at` on: what is there
    /// of young objects is noted. So a long array that is replaced by a longer one need not be looked through.
    pub(crate) fn barrier_copied(&self, object: Gc<Header>, at: usize, words: &[u64]) {
        let is_noted = || object.header_word() & FLAG_BARRIER == 0;
        if is_noted() {
            return;
        }
        if self.cycle.active.get() {
            return self.barrier_slow(object);
        }
        for (i, &word) in words.iter().enumerate() {
            if self.nursery.contains(Value::from_bits(word)) {
                self.barrier_item_slow(object, at + i);
                if is_noted() {
                    return;
                }
            }
        }
    }

    /// Of a long array the elements are noted, lest each collection look at all of them.
    #[inline(never)]
    fn barrier_item_slow(&self, object: Gc<Header>, item: usize) {
        const LONG: usize = 8 << 10;
        const MANY: usize = 1 << 16;
        let long = self.type_info(object).longer_than(object, LONG);
        let mut items = self.remembered_items.borrow_mut();
        if long && items.len() < MANY {
            items.push((object, item as u32));
        } else {
            self.barrier_slow(object);
        }
    }

    #[cold]
    #[inline(never)]
    pub fn barrier_slow(&self, object: Gc<Header>) {
        object.set_header_word(object.header_word() & !FLAG_BARRIER);
        self.remembered.borrow_mut().push(object);
    }

    /// Reads a field by description: for exit handlers and printers.
    #[doc(hidden)]
    #[inline(always)]
    pub fn load(&self, object: Gc<Header>, field: At) -> u64 {
        object.load_word(field.offset, field.width)
    }

    /// Writes a field by description, with the barrier: for exit handlers.
    #[doc(hidden)]
    #[inline(always)]
    pub fn store(&self, object: Gc<Header>, field: At, word: u64) {
        self.barrier(object);
        object.store_word(field.offset, field.width, word);
    }

    /// Reads a tail element by description.
    #[doc(hidden)]
    #[inline(always)]
    pub fn load_item(&self, object: Gc<Header>, array: ItemsAt, index: i64) -> u64 {
        match array.width {
            Width::U8 => object.load_word(array.offset + index as u32, Width::U8),
            _ => object.load_word(array.offset + 8 * index as u32, Width::W64),
        }
    }

    /// Writes a tail element of type `ty` by description, with the barrier where it may be a pointer.
    #[doc(hidden)]
    #[inline(always)]
    pub fn store_item(&self, object: Gc<Header>, offset: u32, ty: Ty, index: usize, word: u64) {
        if ty == Ty::Value {
            self.barrier_item(object, index);
        }
        object.store_word(offset + 8 * index as u32, Width::W64, word);
    }

    /// The bytes of a tail of bytes, until the next safepoint.
    pub fn bytes<X: Object>(&self, object: Gc<X>) -> &[u8] {
        let (len, array) = X::DESC.tail.expect("a type with a tail");
        assert_eq!(array.width, Width::U8);
        let n = object.load_word(len.offset, len.width) as usize;
        // SAFETY: the object was allocated with `n` tail bytes; it cannot move while the op that
        // borrows the heap runs, and byte tails are written only by `alloc_bytes`.
        unsafe { std::slice::from_raw_parts(object.address().add(array.offset as usize), n) }
    }

    /// An object whose tail is a copy of `bytes`.
    pub fn alloc_bytes<X: Object>(&self, bytes: &[u8]) -> Gc<X> {
        self.alloc_parts(&[bytes])
    }

    /// An object whose tail is a copy of the parts, one behind the other.
    pub fn alloc_parts<X: Object>(&self, parts: &[&[u8]]) -> Gc<X> {
        let object = self.alloc_tail::<X>(parts.iter().map(|p| p.len()).sum());
        let (_, array) = X::DESC.tail.expect("a type with a tail");
        assert_eq!(array.width, Width::U8);
        let mut at = array.offset as usize;
        for part in parts {
            // SAFETY: the tail of the new object has room for the bytes of all parts.
            unsafe {
                copy_bytes(part.as_ptr(), object.address().add(at), part.len());
            }
            at += part.len();
        }
        object
    }

    /// The words of a tail that [`Heap::alloc_words`] wrote, until the next safepoint.
    ///
    /// Invariant: nobody sets elements of such a tail.
    #[inline]
    pub fn words<X: Object>(&self, object: Gc<X>, tail: Tail<X, i64>) -> &[u64] {
        // SAFETY: the tail has so many words; the object cannot move while the op that borrows the heap runs, and by
        // the invariant they are not written again.
        unsafe { std::slice::from_raw_parts(tail_words(object, tail), object.tail_len(tail)) }
    }

    /// An object whose tail `fill` writes: it is given `n` words, at first those of `start` and then zeros, and says how
    /// many of them the object keeps.
    #[inline]
    pub fn alloc_words<X: Object>(
        &self,
        tail: Tail<X, i64>,
        start: &[u64],
        n: usize,
        fill: impl FnOnce(&mut [u64]) -> usize,
    ) -> Gc<X> {
        assert!(start.len() <= n);
        let size = Heap::size_of(X::DESC, n);
        let v = self.reserve(size);
        self.init(v, X::DESC, n, size, X::DESC.size as usize, X::ID as u64);
        let object = self.watched(Gc::<X>::assume(v));
        // SAFETY: the tail of the new object has room for `n` words, and nobody else knows it.
        let words = unsafe {
            let words = tail_words(object, tail);
            words.copy_from_nonoverlapping(start.as_ptr(), start.len());
            words.add(start.len()).write_bytes(0, n - start.len());
            std::slice::from_raw_parts_mut(words, n)
        };
        let used = fill(words);
        assert!(used <= n);
        if used == n {
            return object;
        }
        // What is behind them is given back: nothing follows it yet. The old space, which knows what room it gave, keeps
        // a little of it.
        let end = object.address() as usize + size;
        if end == self.ctx.nursery_top.get() {
            self.ctx.nursery_top.set(end - 8 * (n - used));
        } else {
            assert!(!self.nursery.contains(object.value()), "an allocation while words were written");
            if used < n / 2 {
                return self.alloc_words(tail, &words[..used], used, all_words);
            }
        }
        object.store_word(tail.len.offset, tail.len.width, used as u64);
        object
    }

    /// What the next safepoint should do.
    pub fn wanted(&self) -> CollectKind {
        if self.forced.get() { CollectKind::Major } else { CollectKind::Step }
    }

    /// The nursery is empty again. Where many objects survive it becomes smaller, for the time that a
    /// collection takes depends on them.
    pub(crate) fn reset_nursery(&self, survived: usize) {
        let size = self.nursery_size.get();
        let next = match size {
            NURSERY_FIRST if self.young_bytes() < NURSERY_SIZE => NURSERY_FIRST,
            NURSERY_FIRST => NURSERY_SIZE,
            _ if survived > size / 2 => (size / 2).max(NURSERY_LEAST),
            _ if survived < size / 8 => (size * 2).min(NURSERY_SIZE),
            _ => size,
        };
        self.nursery_size.set(next);
        self.fresh_external.set(0);
        if self.stress.get() {
            self.nursery.poison(self.ctx.nursery_top.get());
        }
        self.ctx.nursery_top.set(self.nursery.start);
        self.ctx.nursery_end.set(self.nursery.start + self.nursery_size.get());
    }

    #[inline(always)]
    pub(crate) fn type_info(&self, object: Gc<Header>) -> TypeInfo {
        self.types.borrow()[object.type_id() as usize].expect("type not registered")
    }

    /// The roots are being visited for marking: words that are to keep nothing alive are left out.
    pub fn is_marking(&self) -> bool {
        self.marking.get()
    }

    pub fn is_young(&self, v: Value) -> bool {
        self.nursery.contains(v)
    }
}

impl Default for Heap {
    fn default() -> Heap {
        Heap::new()
    }
}

/// Keeps all words of a tail.
fn all_words(words: &mut [u64]) -> usize {
    words.len()
}

/// Where a tail's words are.
#[inline(always)]
fn tail_words<X: Object>(object: Gc<X>, tail: Tail<X, i64>) -> *mut u64 {
    object.address().wrapping_add(tail.items.offset as usize).cast()
}

/// Copies bytes that do not overlap. Most strings are short, and for them a call of the C library's function is most
/// of the work.
///
/// # Safety
/// `n` bytes can be read at `from` and written at `to`.
#[inline]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, n: usize) {
    // SAFETY: each word that is copied lies within the `n` bytes; the second one may repeat bytes of the first.
    unsafe {
        match n {
            0 => {}
            1..4 => {
                to.write(from.read());
                to.add(n / 2).write(from.add(n / 2).read());
                to.add(n - 1).write(from.add(n - 1).read());
            }
            4..8 => {
                let last = from.add(n - 4).cast::<u32>().read_unaligned();
                to.cast::<u32>().write_unaligned(from.cast::<u32>().read_unaligned());
                to.add(n - 4).cast::<u32>().write_unaligned(last);
            }
            8..=16 => {
                let last = from.add(n - 8).cast::<u64>().read_unaligned();
                to.cast::<u64>().write_unaligned(from.cast::<u64>().read_unaligned());
                to.add(n - 8).cast::<u64>().write_unaligned(last);
            }
            _ => std::ptr::copy_nonoverlapping(from, to, n),
        }
    }
}
