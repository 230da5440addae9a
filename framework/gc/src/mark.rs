//! Marking the old space in bounded steps.
//!
//! A cycle: the roots are marked; then, after each minor collection, some more of what they lead to;
//! in the end the roots once more, with what came meanwhile, and the dead are found. Between two
//! steps the program runs. Objects go from white (no mark) by grey (in the list, whether or not they have a mark)
//! to black (marked, looked into). A word is noted without a look at its object, which is read
//! only once the cache line that was asked for may have come.
//!
//! Invariant: at the end of a step no black object refers to a white one. A store into an old object
//! is noted by the barrier for the next minor collection, which marks what the object then refers
//! to; survivors that it moves are black. Roots have no barrier, so they are visited again.

use crate::collect::{Prune, Visitor};
use crate::heap::Heap;
use crate::object::{FLAG_MARKED, Gc, Header};
use crate::pause::Phase;
use crate::prefetch::prefetch;
use crate::value::Value;
use std::cell::{Cell, RefCell};
use trackway_ir::Width;

/// Words looked at in one step; an object counts as a few more. About 2 ms.
const STEP_WORDS: usize = 300_000;
/// The same under `--tw-stress=gc`, where each safepoint takes a step.
const STRESS_WORDS: usize = 2_000;
/// Blocks swept in one step.
const STEP_BLOCKS: usize = 128;
/// Elements of an array looked at before others have their turn.
pub(crate) const CHUNK: usize = 1024;
/// Bytes allocated in the old space from one step to the next.
const BETWEEN_STEPS: usize = 4 << 20;
/// No cycle begins for fewer bytes.
pub(crate) const LEAST: usize = 12 << 20;

/// An array with a mark whose elements from number `from` on were not looked at.
struct Rest {
    object: Gc<Header>,
    from: usize,
}

/// Objects asked for whose turn has not come.
struct Ahead {
    ring: [Value; 8],
    at: usize,
    waiting: usize,
}

impl Ahead {
    fn new() -> Ahead {
        Ahead { ring: [Value::ZERO; 8], at: 0, waiting: 0 }
    }

    /// Asks for `v`, if it is an object; whose turn it is now, or a word that is no object.
    #[inline(always)]
    fn exchange(&mut self, v: Value) -> Value {
        if v.is_pointer() {
            prefetch(v.header());
            self.waiting += 1;
        }
        let due = std::mem::replace(&mut self.ring[self.at], v);
        self.at = (self.at + 1) % self.ring.len();
        self.waiting -= due.is_pointer() as usize;
        due
    }
}

/// What a cycle knows.
#[derive(Default)]
pub(crate) struct Marking {
    pub(crate) active: Cell<bool>,
    grey: RefCell<Vec<Value>>,
    /// Arrays that are looked into piece by piece.
    rests: RefCell<Vec<Rest>>,
    /// Elements of arrays to be looked into again since the last step.
    again: Cell<usize>,
    /// Length of the grey list at the end of the last step.
    left: Cell<usize>,
    /// Bytes of black objects.
    live: Cell<usize>,
}

impl Heap {
    /// Takes the next step of the old space's collection.
    pub(crate) fn step(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        if self.cycle.active.get() {
            let words = if self.stress.get() { STRESS_WORDS } else { STEP_WORDS };
            let words = words + self.noted_since();
            // The end comes when the roots lead to little that is new: it looks at the rest at once.
            let nearly = self.phase(Phase::Mark, || self.mark_some(words)) && {
                self.mark_roots(roots);
                self.phase(Phase::Mark, || self.mark_some(words))
            };
            if nearly {
                self.finish_marking(roots, prune);
            } else {
                self.cycle.left.set(self.cycle.grey.borrow().len());
                self.next_major.set(self.old.bytes() + self.external.get() + BETWEEN_STEPS);
            }
        } else if !self.phase(Phase::Sweep, || self.old.sweep_some(STEP_BLOCKS))
            && (self.stress.get() || self.due())
        {
            self.begin_marking(roots);
        }
    }

    /// Finds everything that is dead by now.
    pub(crate) fn whole_cycle(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        if self.cycle.active.get() {
            // What died since it was marked is found by the second cycle only.
            self.finish_marking(roots, prune);
        }
        self.phase(Phase::Sweep, || while self.old.sweep_some(STEP_BLOCKS) {});
        self.begin_marking(roots);
        self.finish_marking(roots, prune);
    }

    /// What stores of the program have added to a step's work: it is done beyond the bound, or a program that fills
    /// arrays faster than steps look at them would never see the cycle's end.
    fn noted_since(&self) -> usize {
        let grey = self.cycle.grey.borrow().len();
        // An element counts when it is noted, and what it refers to counts too.
        2 * self.cycle.again.take() + grey.saturating_sub(self.cycle.left.get())
    }

    /// Whether enough was allocated for another cycle.
    fn due(&self) -> bool {
        self.old.bytes() + self.external.get() > self.next_major.get()
    }

    fn begin_marking(&self, roots: &dyn Fn(Visitor)) {
        self.cycle.active.set(true);
        self.cycle.live.set(0);
        self.cycle.again.set(0);
        self.mark_roots(roots);
        self.cycle.left.set(self.cycle.grey.borrow().len());
    }

    fn mark_roots(&self, roots: &dyn Fn(Visitor)) {
        self.phase(Phase::Roots, || {
            self.marking.set(true);
            roots(&mut |cell| self.mark(cell.get()));
            self.marking.set(false);
            self.visit_deaths(&mut |cell| self.mark(cell.get()));
        });
    }

    fn finish_marking(&self, roots: &dyn Fn(Visitor), prune: Prune) {
        self.mark_roots(roots);
        self.phase(Phase::Mark, || self.mark_some(usize::MAX));
        self.phase(Phase::Dead, || self.find_dead(prune));
        if self.stress.get() {
            self.verify_marks();
        }
        self.forced.set(false);
        self.cycle.active.set(false);
        self.phase(Phase::Dead, || self.old.sweep_natives(is_marked, |o| self.finalize(o)));
        self.phase(Phase::Sweep, || self.old.begin_sweep(self.cycle.live.get()));
        let live = self.old.bytes() + self.external.get();
        let next = (live + live / 4 * 3).max(LEAST);
        self.next_major.set(next.min(self.limit.get().max(live + (1 << 20))));
        let mut s = self.stats.get();
        s.major += 1;
        self.stats.set(s);
    }

    /// Everything that is reachable has a mark: tells all that must know who has none.
    fn find_dead(&self, prune: Prune) {
        prune(&|v| !v.is_pointer() || is_marked(v.header()));
        let dying = self.weak_after_marking();
        dying.objects.iter().for_each(|v| self.mark(*v));
        self.mark_some(usize::MAX);
        self.settle_marking(dying.holders);
        self.doom(dying.objects);
    }

    /// Notes an old object, or any other word, as reachable.
    #[inline(always)]
    pub(crate) fn mark(&self, v: Value) {
        if v.is_pointer() {
            self.cycle.grey.borrow_mut().push(v);
        }
    }

    /// What an old object refers to is to be looked at, whether or not that was done before.
    pub(crate) fn mark_again(&self, object: Gc<Header>) {
        self.type_info(object).each_field(|offset| note(object, offset, &mut self.cycle.grey.borrow_mut()));
        if let Some((_, len)) = self.type_info(object).values(object) {
            self.cycle.again.set(self.cycle.again.get() + len);
            self.cycle.rests.borrow_mut().push(Rest { object, from: 0 });
        }
    }

    /// A survivor that has just moved is looked into at once.
    pub(crate) fn born_black(&self, size: usize) -> u64 {
        self.cycle.live.set(self.cycle.live.get() + size);
        FLAG_MARKED
    }

    /// Looks into grey objects until some words were looked at; `true`: none is left.
    fn mark_some(&self, words: usize) -> bool {
        let (mut grey, mut rests) = (self.cycle.grey.borrow_mut(), self.cycle.rests.borrow_mut());
        let (mut ahead, mut left) = (Ahead::new(), words);
        while left > 0 {
            let looked_at = match grey.pop() {
                None if ahead.waiting == 0 => match rests.pop() {
                    None => return true,
                    Some(rest) => self.look_into_some(rest, &mut grey, &mut rests),
                },
                next => match ahead.exchange(next.unwrap_or(Value::ZERO)) {
                    v if v.is_pointer() => self.look_into(v.header(), &mut grey, &mut rests),
                    _ => 0,
                },
            };
            left = left.saturating_sub(looked_at);
        }
        grey.extend(ahead.ring.iter().filter(|v| v.is_pointer()));
        grey.is_empty() && rests.is_empty()
    }

    /// Marks an object and notes what it refers to; the words looked at.
    #[inline(always)]
    fn look_into(&self, object: Gc<Header>, grey: &mut Vec<Value>, rests: &mut Vec<Rest>) -> usize {
        const FOR_OBJECT: usize = 4;
        let header = object.header_word();
        if header & FLAG_MARKED != 0 {
            return 1;
        }
        object.set_header_word(header | FLAG_MARKED);
        let info = self.type_info(object);
        self.cycle.live.set(self.cycle.live.get() + info.size_of(object));
        let fields = info.each_field(|offset| note(object, offset, grey));
        let elements = match info.values(object) {
            None => 0,
            Some(_) => self.look_into_some(Rest { object, from: 0 }, grey, rests),
        };
        FOR_OBJECT + fields + elements
    }

    /// Notes what the next elements of an array refer to; how many.
    #[inline(always)]
    fn look_into_some(&self, rest: Rest, grey: &mut Vec<Value>, rests: &mut Vec<Rest>) -> usize {
        let Rest { object, from } = rest;
        let (offset, len) = self.type_info(object).values(object).expect("an array");
        let end = len.min(from + CHUNK);
        if end < len {
            rests.push(Rest { object, from: end });
        }
        (from..end).for_each(|i| note(object, offset + 8 * i as u32, grey));
        end - from
    }

    /// Checks at the end of a cycle that marked objects refer to marked ones.
    fn verify_marks(&self) {
        self.old.for_each(|object| {
            if is_marked(object) {
                let info = self.type_info(object);
                info.each_reference(object, |offset| {
                    let v = Value::from_bits(object.load_word(offset, Width::W64));
                    assert!(
                        !v.is_pointer() || is_marked(v.header()),
                        "{} + {offset}: a lost object",
                        info.desc.name
                    );
                });
            }
        });
    }
}

/// Notes the object to which a word of another one refers.
#[inline(always)]
fn note(object: Gc<Header>, offset: u32, grey: &mut Vec<Value>) {
    let v = Value::from_bits(object.load_word(offset, Width::W64));
    if v.is_pointer() {
        grey.push(v);
    }
}

fn is_marked(object: Gc<Header>) -> bool {
    object.header_word() & FLAG_MARKED != 0
}
