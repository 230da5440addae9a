//! Iterators of `itertools` over iterators that run no guest code.
//!
//! A step *fills* `ready` with the next value and then *takes* it from there. Filling twice is filling once, so an op may
//! still decide after it that guest code has to go on (see [`crate::walks`]).

use trackway::{Gc, Heap, Object, Value};

/// One iterator. What the fields mean depends on the kind.
#[derive(Object)]
#[object(id = 169)]
pub struct Walk {
    /// The class, which is written in Python.
    #[immutable]
    class: Value,
    /// One of the constants below.
    kind: i64,
    /// The next value once it is known, else ZERO.
    ready: Value,
    /// Whether [`Walk::READY`] holds a value.
    filled: i64,
    /// The iterator below; None when it has finished.
    source: Value,
    held: Value,
    extra: Value,
    at: i64,
    next: i64,
    stop: i64,
    step: i64,
    /// How many walks are within each other, this one included.
    #[immutable]
    depth: i64,
}

/// Held: the next number; extra: the step.
pub const COUNT: i64 = 0;
/// Held: the object; at: how often, [`FOREVER`].
pub const REPEAT: i64 = 1;
/// Held: a list of the elements so far; at: the next of them, -1 in the first round.
pub const CYCLE: i64 = 2;
/// Held: an iterator over what comes after the source, None behind its end. At is 1 when the source is still to
/// be asked for its iterator. Stop is 1 where all elements are known to be the run time's.
pub const CHAIN: i64 = 3;
/// At: elements seen; next: the number of the next wanted one; stop; step.
pub const ISLICE: i64 = 4;
/// Held: the element before.
pub const PAIRWISE: i64 = 5;
/// Held: the sum so far; extra: a summand that guest code is to add. At is 1 when the sum is still to be given.
pub const ACCUMULATE: i64 = 6;
/// Stop: the most elements of a row; step: 1 where the last row must be complete.
pub const BATCHED: i64 = 7;
/// Held: the iterator of selectors; extra: an element and its selector, which guest code is to judge.
pub const COMPRESS: i64 = 8;
/// Held: an array of iterators, None for those that have finished; extra: what fills up; at: iterators left; step: 1 where one
/// of them is there twice.
pub const ZIP_LONGEST: i64 = 9;
/// Held: a tuple of tuples; extra: an array of indices; at: 1 behind the last row.
pub const PRODUCT: i64 = 10;
/// Held: a tuple; extra: an array of indices; at: 1 behind the last row.
pub const COMBINATIONS: i64 = 11;
pub const COMBINATIONS_REPEATED: i64 = 12;
/// As for combinations; the array: indices of all elements, then for each place how many are still to come.
pub const PERMUTATIONS: i64 = 13;
/// Held: the current key; extra: the key of the group given last; at: 1 when the current element belongs to no group
/// yet; step: the number of that group.
pub const GROUPBY: i64 = 14;
/// Source: the walk that groups; held: the key; at: the group's number.
pub const GROUP: i64 = 15;
/// Held: an array of elements, whose last is the next array; at: where in it.
pub const TEE: i64 = 16;
/// Guest code goes on. Source: an instance of the same class.
pub const GUEST: i64 = 17;

/// A number of rounds.
pub const FOREVER: i64 = i64::MAX;

impl Walk {
    pub fn new(heap: &Heap, class: Value, kind: i64, source: Value, depth: i64) -> Gc<Walk> {
        let w = heap.alloc::<Walk>();
        w.set(heap, Walk::CLASS, class);
        w.set(heap, Walk::KIND, kind);
        w.set(heap, Walk::SOURCE, source);
        w.set(heap, Walk::DEPTH, depth);
        w
    }

    /// Whether a step may find that guest code has to go on.
    pub fn may_ask(w: Gc<Walk>) -> bool {
        match w.get(Walk::KIND) {
            CHAIN => w.get(Walk::STOP) == 0,
            kind => kind_may_ask(kind),
        }
    }
}

/// As [`Walk::may_ask`], for all kinds but chains.
pub fn kind_may_ask(kind: i64) -> bool {
    matches!(kind, ACCUMULATE | COMPRESS | GROUPBY | GROUP | GUEST)
}
