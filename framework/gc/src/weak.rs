//! Weak references, identity numbers, and word of objects that die.
//!
//! ```text
//! holder: | header | .. | target, hidden: an integer field with the word's bits |
//! ```
//! A collection does not see a hidden word; afterwards it is corrected where the target moved and
//! becomes zero where the target died: then the holder is queued. An object whose death is awaited
//! is not freed when it becomes unreachable: it is queued, and kept until the guest has taken it
//! from the queue. Weak references to it are dead by then; those that it holds itself are as good as any.
//!
//! Invariant: what is in a `young` list has a young object in it; a minor collection empties it.

use crate::collect::Visitor;
use crate::field::Field;
use crate::heap::Heap;
use crate::object::{FLAG_FORWARDED, FLAG_MARKED, Gc, Header, Object};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use trackway_ir::Width;

/// A holder and where its hidden word is.
#[derive(Clone, Copy)]
pub(crate) struct Weak {
    holder: Gc<Header>,
    offset: u32,
}

/// Unreachable objects whose death was awaited, and unreachable holders of living targets: if one of those objects
/// keeps them they go on.
#[derive(Default)]
pub(crate) struct Dying {
    pub(crate) objects: Vec<Value>,
    pub(crate) holders: Vec<Weak>,
}

/// Part of a [`Heap`].
#[derive(Default)]
pub(crate) struct WeakTables {
    young: RefCell<Vec<Weak>>,
    old: RefCell<Vec<Weak>>,
    /// Holders whose target died.
    cleared: RefCell<VecDeque<Cell<Value>>>,
    watched_young: RefCell<Vec<Gc<Header>>>,
    watched_old: RefCell<Vec<Gc<Header>>>,
    /// Unreachable objects whose death was awaited.
    doomed: RefCell<VecDeque<Cell<Value>>>,
    /// Identity numbers by the word's bits.
    ids_young: RefCell<FxHashMap<u64, i64>>,
    ids_old: RefCell<FxHashMap<u64, i64>>,
    next_id: Cell<i64>,
}

/// Where the object is after a minor collection; `None`: it died.
fn after_minor(heap: &Heap, v: Value) -> Option<Value> {
    if !heap.is_young(v) {
        return Some(v);
    }
    let forwarded = v.header().header_word() & FLAG_FORWARDED != 0;
    forwarded.then(|| Value::from_bits(v.header().load_word(8, Width::W64)))
}

fn is_marked(v: Value) -> bool {
    !v.is_pointer() || v.header().header_word() & FLAG_MARKED != 0
}

impl Heap {
    /// `field` of `holder` holds the bits of a word that the holder does not keep alive.
    pub fn add_weak<X: Object>(&self, holder: Gc<X>, field: Field<X, i64>) {
        let weak = Weak { holder: holder.erase(), offset: field.at.offset };
        let target = Value::from_bits(weak.holder.load_word(weak.offset, Width::W64));
        let young = self.is_young(holder.value()) || self.is_young(target);
        let list = if young { &self.weak.young } else { &self.weak.old };
        list.borrow_mut().push(weak);
    }

    /// Holders of weak references to `target`.
    pub fn weak_holders(&self, target: Value) -> Vec<Value> {
        let lists = [self.weak.old.borrow(), self.weak.young.borrow()];
        let all = lists.iter().flat_map(|l| l.iter());
        let same = all.filter(|w| w.holder.load_word(w.offset, Width::W64) == target.bits());
        same.map(|w| w.holder.value()).collect()
    }

    /// Queues the object when it becomes unreachable; once.
    pub fn await_death(&self, object: Gc<Header>) {
        let young = self.is_young(object.value());
        let list = if young { &self.weak.watched_young } else { &self.weak.watched_old };
        list.borrow_mut().push(object);
    }

    /// The next holder whose target died.
    pub fn next_cleared(&self) -> Option<Value> {
        self.weak.cleared.borrow_mut().pop_front().map(|c| c.get())
    }

    /// The next unreachable object whose death was awaited; it lives on as long as it is used.
    pub fn next_doomed(&self) -> Option<Value> {
        self.weak.doomed.borrow_mut().pop_front().map(|c| c.get())
    }

    /// Whether [`Heap::next_cleared`] or [`Heap::next_doomed`] have something to tell.
    #[inline]
    pub fn has_deaths(&self) -> bool {
        !self.weak.cleared.borrow().is_empty() || !self.weak.doomed.borrow().is_empty()
    }

    /// The guest ends: every object whose death is awaited is queued, in the order of the requests.
    pub fn doom_all(&self) {
        let all = [self.weak.watched_old.take(), self.weak.watched_young.take()].concat();
        self.weak.doomed.borrow_mut().extend(all.into_iter().map(|o| Cell::new(o.value())));
    }

    /// A number that the object has as long as it lives, and no other object meanwhile: a
    /// multiple of 16.
    pub fn identity(&self, v: Value) -> i64 {
        let ids = if self.is_young(v) { &self.weak.ids_young } else { &self.weak.ids_old };
        *ids.borrow_mut().entry(v.bits()).or_insert_with(|| self.fresh_identity())
    }

    /// A number that [`Heap::identity`] gives to nobody else.
    pub fn fresh_identity(&self) -> i64 {
        self.weak.next_id.set(self.weak.next_id.get() + 16);
        0x7f00_0000_0000 + self.weak.next_id.get()
    }

    /// The queues are roots.
    pub(crate) fn visit_deaths(&self, visit: Visitor) {
        self.weak.cleared.borrow().iter().for_each(&mut *visit);
        self.weak.doomed.borrow().iter().for_each(&mut *visit);
    }

    /// After the survivors of a minor collection have moved: corrects and clears. The awaited dead
    /// must move too, then [`Heap::settle_minor`] follows.
    pub(crate) fn weak_after_minor(&self) -> Dying {
        let mut dying = Dying::default();
        for w in self.weak.young.take() {
            let place = after_minor(self, w.holder.value());
            let holder = place.map_or(w.holder, |v| v.header());
            let w = Weak { holder, ..w };
            let target = Value::from_bits(holder.load_word(w.offset, Width::W64));
            let Some(moved) = after_minor(self, target) else {
                self.clear(holder, w.offset, place.is_some());
                continue;
            };
            holder.store_word(w.offset, Width::W64, moved.bits());
            match place {
                Some(_) => self.weak.old.borrow_mut().push(w),
                None => dying.holders.push(w),
            }
        }
        for o in self.weak.watched_young.take() {
            match after_minor(self, o.value()) {
                Some(moved) => self.weak.watched_old.borrow_mut().push(moved.header()),
                None => dying.objects.push(o.value()),
            }
        }
        dying
    }

    /// After the awaited dead of a minor collection have moved.
    pub(crate) fn settle_minor(&self, holders: Vec<Weak>) {
        let moved = |w: Weak| Some(Weak { holder: after_minor(self, w.holder.value())?.header(), ..w });
        self.weak.old.borrow_mut().extend(holders.into_iter().filter_map(moved));
        let mut ids = self.weak.ids_old.borrow_mut();
        for (bits, id) in self.weak.ids_young.take() {
            if let Some(moved) = after_minor(self, Value::from_bits(bits)) {
                ids.insert(moved.bits(), id);
            }
        }
    }

    /// After marking: clears. The awaited dead must be marked, then [`Heap::settle_marking`] follows.
    pub(crate) fn weak_after_marking(&self) -> Dying {
        let mut dying = Dying::default();
        self.weak.old.borrow_mut().retain(|w| {
            let target = Value::from_bits(w.holder.load_word(w.offset, Width::W64));
            let held = is_marked(w.holder.value());
            match (is_marked(target), held) {
                (true, false) => dying.holders.push(*w),
                (true, true) => {}
                (false, _) => self.clear(w.holder, w.offset, held),
            }
            is_marked(target) && held
        });
        self.weak.watched_old.borrow_mut().retain(|o| {
            if !is_marked(o.value()) {
                dying.objects.push(o.value());
            }
            is_marked(o.value())
        });
        dying
    }

    /// After everything that stays is marked.
    pub(crate) fn settle_marking(&self, holders: Vec<Weak>) {
        let stays = |w: &Weak| is_marked(w.holder.value());
        self.weak.old.borrow_mut().extend(holders.into_iter().filter(stays));
        self.weak.ids_old.borrow_mut().retain(|bits, _| is_marked(Value::from_bits(*bits)));
    }

    /// The target died. A holder that is not alive itself may be kept by one of the awaited dead, but nobody
    /// waits for word of it.
    fn clear(&self, holder: Gc<Header>, offset: u32, alive: bool) {
        holder.store_word(offset, Width::W64, 0);
        if alive {
            self.weak.cleared.borrow_mut().push_back(Cell::new(holder.value()));
        }
    }

    /// Queues the awaited dead, which are where they will stay.
    pub(crate) fn doom(&self, dying: impl IntoIterator<Item = Value>) {
        self.weak.doomed.borrow_mut().extend(dying.into_iter().map(Cell::new));
    }
}
