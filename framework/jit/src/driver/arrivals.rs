//! Arrivals: compiled code that went on at a header whose own code is gone.
//!
//! A trace may end at a header whose trace was dropped since, for instance because an assumption failed. The cell
//! leads to the interpreter then, which goes on behind the back edge, where rounds are counted; and if the next round is
//! compiled code again up to this end, nobody ever counts. So arrivals are rounds of the header too.

use super::install::TracingJit;
use super::run::{Plan, is_entry, plan};
use super::state::State;
use trackway_exec::{Language, Machine, Raise};

impl State {
    /// The header without code at which a trace has arrived `threshold` times more through this exit.
    pub(super) fn arrival(&self, exit: u32) -> Option<usize> {
        let exit = &self.exits[&exit];
        let due = exit.plan.frames_written && exit.count.is_multiple_of(self.options.threshold);
        if !due || is_entry(exit.plan.pc) {
            return None;
        }
        self.header_index.get(&(exit.plan.code.id(), exit.plan.pc)).copied()
    }
}

impl<L: Language> TracingJit<L> {
    /// What a hot header calls for, without its counter.
    pub(super) fn arrived(&self, machine: &Machine, header: usize) -> Result<bool, Raise> {
        let (plan, code, pc) = {
            let mut s = self.state.borrow_mut();
            let (code, pc) = (s.headers[header].code, s.headers[header].pc);
            (plan(&mut s, header, machine.epoch()), code, pc)
        };
        match plan {
            Plan::Wait(_) => Ok(false),
            Plan::Enter(key) => self.enter(machine, key, false),
            Plan::Record => self.record_from(machine, code, pc, header),
        }
    }
}
