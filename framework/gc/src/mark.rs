//! Marking the old space in bounded steps.
//!
//! A cycle: the roots are marked; then, after each minor collection, some more of what they lead to;
//! in the end the roots once more, with what came meanwhile, and the dead are found. Between two
//! steps the program runs. Objects go from white (no mark) by grey (marked, in the list) to black (marked,
//! looked into).
//!
//! Invariant: at the end of a step no black object refers to a white one. A store into an old object
//! is noted by the barrier for the next minor collection, which marks what the object then refers
//! to; survivors that it moves are black. Roots have no barrier, so they are visited again.

use crate::collect::{Prune, Visitor, each_field, object_size};
use crate::heap::Heap;
use crate::object::{FLAG_MARKED, Gc, Header};
use crate::value::Value;
use std::cell::{Cell, RefCell};
use trackway_ir::{Ty, TypeDesc, Width};

/// Words looked at in one step; an object counts as a few more. About 2 ms.
const STEP_WORDS: usize = 300_000;
/// The same under `--tw-stress=gc`, where each safepoint takes a step.
const STRESS_WORDS: usize = 2_000;
/// Blocks swept in one step.
const STEP_BLOCKS: usize = 128;
/// Elements of an array looked at before others have their turn.
const CHUNK: usize = 1024;
/// Bytes allocated in the old space from one step to the next.
const BETWEEN_STEPS: usize = 4 << 20;
/// No cycle begins for fewer bytes.
const LEAST: usize = 32 << 20;

/// An object with a mark whose elements from number `from` on were not looked at.
struct Grey {
    object: Gc<Header>,
    from: usize,
}

/// What a cycle knows.
#[derive(Default)]
pub(crate) struct Marking {
    pub(crate) active: Cell<bool>,
    grey: RefCell<Vec<Grey>>,
    /// Bytes of black objects.
    live: Cell<usize>,
}

impl Heap {
    /// Takes the next step of the old space's collection.
    pub(crate) fn step(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        if self.cycle.active.get() {
            let words = if self.stress.get() { STRESS_WORDS } else { STEP_WORDS };
            // The end comes when the roots lead to little that is new: it looks at the rest at once.
            let nearly = self.mark_some(words) && {
                self.mark_roots(roots);
                self.mark_some(words)
            };
            if nearly {
                self.finish_marking(roots, prune);
            } else {
                self.next_major.set(self.old.bytes() + self.external.get() + BETWEEN_STEPS);
            }
        } else if !self.old.sweep_some(STEP_BLOCKS) && (self.stress.get() || self.due()) {
            self.begin_marking(roots);
        }
    }

    /// Finds everything that is dead by now.
    pub(crate) fn whole_cycle(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        if self.cycle.active.get() {
            // What died since it was marked is found by the second cycle only.
            self.finish_marking(roots, prune);
        }
        while self.old.sweep_some(STEP_BLOCKS) {}
        self.begin_marking(roots);
        self.finish_marking(roots, prune);
    }

    /// Whether enough was allocated for another cycle.
    fn due(&self) -> bool {
        self.old.bytes() + self.external.get() > self.next_major.get()
    }

    fn begin_marking(&self, roots: &dyn Fn(Visitor)) {
        self.cycle.active.set(true);
        self.cycle.live.set(0);
        self.mark_roots(roots);
    }

    fn mark_roots(&self, roots: &dyn Fn(Visitor)) {
        self.marking.set(true);
        roots(&mut |cell| self.mark(cell.get()));
        self.marking.set(false);
        self.visit_deaths(&mut |cell| self.mark(cell.get()));
    }

    fn finish_marking(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        self.mark_roots(roots);
        self.mark_some(usize::MAX);
        prune(&|v| !v.is_pointer() || is_marked(v.header()));
        let dying = self.weak_after_marking();
        dying.iter().for_each(|v| self.mark(*v));
        self.mark_some(usize::MAX);
        self.doom(dying);
        self.forget_identities();
        if self.stress.get() {
            self.verify_marks();
        }
        self.forced.set(false);
        self.cycle.active.set(false);
        self.old.sweep_natives(is_marked, |o| self.finalize(o));
        self.old.begin_sweep(self.cycle.live.get());
        let live = self.old.bytes() + self.external.get();
        let next = (live + live / 4 * 3).max(LEAST);
        self.next_major.set(next.min(self.limit.get().max(live + (1 << 20))));
        let mut s = self.stats.get();
        s.major += 1;
        self.stats.set(s);
    }

    /// Gives an old object its mark; what it refers to waits.
    #[inline]
    pub(crate) fn mark(&self, v: Value) {
        if v.is_pointer() && !is_marked(v.header()) {
            set_mark(v.header());
            self.cycle.grey.borrow_mut().push(Grey { object: v.header(), from: 0 });
        }
    }

    /// A survivor that has just moved is looked into at once.
    pub(crate) fn born_black(&self, size: usize) -> u64 {
        self.cycle.live.set(self.cycle.live.get() + size);
        FLAG_MARKED
    }

    /// Looks into grey objects until some words were looked at; `true`: none is left.
    fn mark_some(&self, words: usize) -> bool {
        let mut left = words;
        while left > 0 {
            let Some(next) = self.cycle.grey.borrow_mut().pop() else { return true };
            left = left.saturating_sub(self.look_into(next));
        }
        self.cycle.grey.borrow().is_empty()
    }

    /// Marks what an object, or a part of it, refers to; the words looked at.
    fn look_into(&self, Grey { object, from }: Grey) -> usize {
        const FOR_OBJECT: usize = 4;
        let desc = self.type_info(object).desc;
        let at = |offset| Value::from_bits(object.load_word(offset, Width::W64));
        if from == 0 {
            self.cycle.live.set(self.cycle.live.get() + object_size(object, desc));
            each_field(desc, |offset| self.mark(at(offset)));
        }
        let Some((offset, len)) = references(object, desc) else { return FOR_OBJECT + desc.fields.len() };
        let end = len.min(from + CHUNK);
        if end < len {
            self.cycle.grey.borrow_mut().push(Grey { object, from: end });
        }
        (from..end).for_each(|i| self.mark(at(offset + 8 * i as u32)));
        FOR_OBJECT + end - from
    }

    /// Checks at the end of a cycle that marked objects refer to marked ones.
    fn verify_marks(&self) {
        self.old.for_each(|object| {
            if is_marked(object) {
                let desc = self.type_info(object).desc;
                crate::collect::each_reference(object, desc, |offset| {
                    let v = Value::from_bits(object.load_word(offset, Width::W64));
                    assert!(
                        !v.is_pointer() || is_marked(v.header()),
                        "{} + {offset}: a lost object",
                        desc.name
                    );
                });
            }
        });
    }
}

/// Offset and number of the elements in the tail, if they may be references.
fn references(object: Gc<Header>, desc: &TypeDesc) -> Option<(u32, usize)> {
    let (len, array) = desc.tail?;
    (array.ty == Ty::Value).then(|| (array.offset, object.load_word(len.offset, len.width) as usize))
}

fn is_marked(object: Gc<Header>) -> bool {
    object.header_word() & FLAG_MARKED != 0
}

fn set_mark(object: Gc<Header>) {
    object.set_header_word(object.header_word() | FLAG_MARKED);
}
