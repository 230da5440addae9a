//! The JIT as the machine holds it, and how it gets there.

use super::options::JitOptions;
use super::state::State;
use super::stats::JitStats;
use crate::record::{place, prune_paused, visit_paused};
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use trackway_exec::{Jit, Language, Machine, Raise};
use trackway_gc::{Value, Visitor};

/// The tracing JIT of one machine.
pub struct TracingJit<L> {
    pub(crate) state: Rc<RefCell<State>>,
    marker: PhantomData<L>,
}

/// Gives `machine` a JIT. Returns a handle for statistics. Call before linking code.
pub fn install<L: Language>(machine: &Machine, options: JitOptions) -> Stats {
    let state = Rc::new(RefCell::new(State::new(options.clone())));
    if options.on {
        let jit = TracingJit::<L> { state: state.clone(), marker: PhantomData };
        machine.set_jit(Box::new(jit), options.threshold, options.entry_threshold);
    }
    Stats(state)
}

/// Lines of each kind in [`Stats::busiest`].
const BUSIEST: usize = 12;

/// A view of what the JIT did.
pub struct Stats(Rc<RefCell<State>>);

impl Stats {
    pub(super) fn state(&self) -> &RefCell<State> {
        &self.0
    }

    pub fn get(&self) -> JitStats {
        self.0.borrow().stats.clone()
    }

    /// For `--tw-log` at the end: what the interpreter entered most, and the exits taken most.
    pub fn busiest(&self, machine: &Machine) -> Vec<String> {
        let s = self.0.borrow();
        let mut entries: Vec<_> =
            s.traces.values().map(|t| (t.entries, format!("entered {}", t.name))).collect();
        let mut exits: Vec<_> = s
            .exits
            .values()
            .filter(|e| e.count > 0)
            .map(|e| {
                (
                    e.count,
                    format!(
                        "exit {} of {} ({:?})",
                        place(machine, (e.plan.code, e.plan.pc)),
                        s.traces[e.trace].name,
                        e.state
                    ),
                )
            })
            .collect();
        let mut lines = Vec::new();
        for list in [&mut entries, &mut exits] {
            list.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            lines.extend(
                list.iter().take(BUSIEST).filter(|(n, _)| *n > 0).map(|(n, text)| format!("{n} x {text}")),
            );
        }
        lines
    }
}

impl<L: Language> Jit for TracingJit<L> {
    fn hot(&self, machine: &Machine, site: u32) -> Result<bool, Raise> {
        self.hot_header(machine, site)
    }

    fn leave(&self, machine: &Machine, base: usize) {
        self.left(machine, base);
    }

    fn leave_at_entry(&self, _machine: &Machine, base: usize) {
        self.state.borrow_mut().entered = Some(base);
    }

    fn unwound(&self, machine: &Machine, base: usize) {
        self.caller_unwound(machine, base);
    }

    fn safepoint(&self, _machine: &Machine) {}

    fn invalidate(&self) {
        self.state.borrow_mut().invalidate();
    }

    fn prune(&self, alive: &dyn Fn(Value) -> bool) {
        self.state.borrow_mut().prune(alive);
        prune_paused(alive);
    }

    fn roots(&self, machine: &Machine, visit: Visitor) {
        self.state.borrow().visit(visit);
        if !machine.heap.is_marking() {
            visit_paused(visit);
        }
    }
}
