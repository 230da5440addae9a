//! The optimiser: one forward pass over the recorded trace, run twice for a loop.
//!
//! The first run makes the preamble; the second emits the same recorded instructions again as the
//! loop's body, knowing what the preamble left behind, so that invariants are found computed and
//! unboxed or virtual values go round the loop in registers (LuaJIT's LOOP idea; the virtual
//! state at the label is PyPy's, Ardö, Bolz and Fijałkowski, "Loop-Aware Optimizations in PyPy's
//! Tracing JIT", 2012). Bridges that are compiled with the trace they leave are branches of it.

mod constants;
mod dead;
mod delay;
mod emit;
mod eval;
mod facts;
mod memory;
mod peel;
mod rules;
mod snapshots;
mod strength;
mod tree;
mod virtuals;

pub use emit::Impossible;
pub(crate) use emit::Optimizer;
pub(crate) use eval::eval;
pub(crate) use rules::RULES;
pub(crate) use tree::{Part, Tree};

use trackway_ir::{End, Trace};

/// What is wanted of the optimiser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Compare each forwarded load with memory.
    pub(crate) check_loads: bool,
    /// A loop that is left after every round is not refused.
    pub(crate) one_round: bool,
    pub(crate) rounds: Rounds,
}

/// How many rounds a loop's body has, with one poll.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rounds {
    /// A few if it is short.
    Fitting,
    /// So many, for tests.
    Exactly(usize),
}

/// Optimises a recorded trace and the bridges below it. A loop ends in [`End::Loop`] without arguments, its last
/// guard being the poll at the header.
pub(crate) fn optimize(tree: &Tree, wanted: Wanted) -> Result<(Trace, Vec<u32>), Impossible> {
    let mut first = Optimizer::new(tree, wanted.check_loads);
    first.run()?;
    let done = match &tree.root.trace.end {
        End::Loop { .. } => peel::close(first, wanted)?,
        end => {
            first.end(end);
            first.grow(None);
            first
        }
    };
    let (mut trace, fired) = done.finish();
    dead::remove(&mut trace);
    Ok((trace, fired))
}
