//! The optimiser for tests: traces in, traces out. Not part of the interface.

use crate::opt;
use trackway_ir::{Const, Op, Trace};

/// The recorded path contradicts itself.
pub use opt::Impossible;

/// Rules that fired, with how often.
pub type Fired = Vec<(&'static str, u32)>;

/// The optimised trace, and the rules that fired. A loop's body has so many rounds.
pub fn optimize(raw: &Trace, rounds: usize) -> Result<(Trace, Fired), Impossible> {
    let rounds = opt::Rounds::Exactly(rounds);
    let (trace, fired) = opt::optimize(raw, opt::Wanted { check_loads: false, one_round: true, rounds })?;
    let fired = rule_names().into_iter().zip(fired).filter(|(_, n)| *n > 0);
    Ok((trace, fired.collect()))
}

/// Every named rule, in the order in which they are tried.
pub fn rule_names() -> Vec<&'static str> {
    opt::RULES.iter().map(|r| r.name).collect()
}

/// Constant evaluation of a pure operation.
pub fn eval(op: Op, a: Const, b: Option<Const>) -> Option<Const> {
    opt::eval(op, a, b)
}
