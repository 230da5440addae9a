//! The optimiser: one forward pass over the recorded trace, run twice for a loop.
//!
//! The first run makes the preamble; the second emits the same recorded instructions again as the
//! loop's body, knowing what the preamble left behind, so that invariants are found computed and
//! unboxed or virtual values go round the loop in registers (LuaJIT's LOOP idea; the virtual
//! state at the label is PyPy's, Ardö, Bolz and Fijałkowski, "Loop-Aware Optimizations in PyPy's
//! Tracing JIT", 2012).

mod constants;
mod dead;
mod emit;
mod eval;
mod facts;
mod memory;
mod peel;
mod rules;
mod snapshots;
mod virtuals;

pub use emit::Impossible;
pub(crate) use emit::Optimizer;
pub(crate) use eval::eval;
pub(crate) use rules::RULES;

use trackway_ir::{End, Trace};

/// Optimises a recorded trace. A loop ends in [`End::Loop`] without arguments, its last guard
/// being the poll at the header. `check_loads` compares each forwarded load with memory; without
/// `one_round` a loop that is left after every round is refused.
pub(crate) fn optimize(
    raw: &Trace,
    check_loads: bool,
    one_round: bool,
) -> Result<(Trace, Vec<u32>), Impossible> {
    let mut first = Optimizer::new(raw, check_loads);
    first.run()?;
    let done = match &raw.end {
        End::Loop { .. } => peel::close(first, one_round)?,
        end => {
            first.end(end);
            first
        }
    };
    let (mut trace, fired) = done.finish();
    dead::remove(&mut trace);
    Ok((trace, fired))
}
