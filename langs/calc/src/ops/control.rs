//! Calls, and what a loop goes over. The ops of functions and generators are the kit's.

use crate::builtins;
use trackway::{Args, Count, Mode, Out, Step, op};
use trackway_kit::Coroutine;
use trackway_kit::plain::closures::{self, ARGUMENTS};

/// `d` = what the callee in `w` answers to the `n` arguments behind it.
#[op]
pub fn call<M: Mode>(m: M, d: Out, w: Args<0>, n: Count) -> Step {
    closures::call(m, d, w, n, builtins::TABLE, builtins::call)
}

/// `d` = a generator of what the argument behind `w` holds. In `w` is `each`, which makes one.
#[op]
pub fn iterate<M: Mode>(m: M, d: Out, w: Args<0>, n: Count) -> Step {
    let items = m.register(w.0 + ARGUMENTS);
    if items.cast::<Coroutine>(m).is_some() { m.put(d, items) } else { call(m, d, w, n) }
}
