//! The optimiser for tests: traces in, traces out. Not part of the interface.

use crate::opt;
use std::sync::Arc;
use trackway_ir::{Const, Op, RecordedAt, Ref, Trace};

/// The recorded path contradicts itself.
pub use opt::Impossible;

/// Rules that fired, with how often.
pub type Fired = Vec<(&'static str, u32)>;

/// A recording that begins at an exit.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// The exit: a snapshot of the trace, part 0, or of an earlier bridge.
    pub at: RecordedAt,
    pub trace: Trace,
    /// Its guest words, by slot.
    pub inputs: Vec<(i32, Ref)>,
    /// The instructions before this one make them.
    pub first: usize,
    /// It ends at the trace's header.
    pub closes: bool,
}

/// The optimised trace, and the rules that fired. A loop's body has so many rounds.
pub fn optimize(raw: &Trace, rounds: usize) -> Result<(Trace, Fired), Impossible> {
    optimize_tree(raw, &[], rounds)
}

/// The same of a trace with bridges.
pub fn optimize_tree(raw: &Trace, bridges: &[Bridge], rounds: usize) -> Result<(Trace, Fired), Impossible> {
    let rounds = opt::Rounds::Exactly(rounds);
    let mut tree =
        opt::Tree::alone(opt::Part { trace: raw.clone(), inputs: Vec::new(), first: 0, leaves_loop: false });
    for b in bridges {
        let part = opt::Part {
            trace: b.trace.clone(),
            inputs: b.inputs.clone(),
            first: b.first,
            leaves_loop: false,
        };
        tree.graft(b.at, Arc::new(part), b.closes);
    }
    let (trace, fired) = opt::optimize(&tree, opt::Wanted { check_loads: false, one_round: true, rounds })?;
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
