//! Headers of loops and functions: what a hot one calls for.
//!
//! *Arrivals.* A trace may end at a header whose own code was dropped since, for instance because an assumption failed.
//! The cell leads to the interpreter then, which goes on behind the back edge, where rounds are counted; and if the next
//! round is compiled code again up to this end, nobody ever counts. So arrivals are rounds of the header too.

use super::install::TracingJit;
use super::run::is_entry;
use super::state::{Header, HeaderState, State, TraceKey};
use crate::record::{give_up_paused, paused};
use trackway_exec::{Language, Machine, Raise};

/// Recordings that may wait for the end of a call.
const MAX_PAUSED: usize = 8;
/// Rounds until a loop whose trace is being compiled is looked at again.
const WHILE_COMPILING: u64 = 60;

/// A hot header is recorded once the machine's epoch has lasted for this part of the threshold: while a
/// program makes its classes and modules, its traces would be invalid before they are compiled.
const SETTLING: u64 = 4;
/// Looks at a header that wait for that.
const MAX_UNSETTLED: u32 = 40;

/// What a hot header calls for.
pub(super) enum Plan {
    Enter(TraceKey),
    Record,
    /// Interpret on; look again after so many rounds.
    Wait(u64),
}

/// What becomes of the header, which has counted down.
pub(super) fn plan(s: &mut State, header: usize, epoch: u64) -> Plan {
    let state = s.headers[header].state;
    match state {
        HeaderState::Compiled(key) => Plan::Enter(key),
        HeaderState::Recording | HeaderState::Compiling => Plan::Wait(WHILE_COMPILING),
        HeaderState::Blacklisted => Plan::Wait(u64::MAX),
        HeaderState::Cold if s.recorded >= s.options.max_traces => Plan::Wait(u64::MAX),
        HeaderState::Cold if s.options.threshold >= SETTLING && !s.headers[header].settled(epoch) => {
            Plan::Wait(s.options.threshold / SETTLING)
        }
        HeaderState::Cold if !may_record() => Plan::Wait(WHILE_COMPILING),
        HeaderState::Cold if s.headers[header].failures > 0 && !s.headers[header].retry() => {
            Plan::Wait(s.options.threshold)
        }
        HeaderState::Cold => Plan::Record,
    }
}

/// Whether another recording may begin while those that pause do. The longest pauses are ended
/// where there are many.
pub(super) fn may_record() -> bool {
    if paused() < MAX_PAUSED {
        return true;
    }
    give_up_paused();
    false
}

impl Header {
    /// Whether the epoch is the one of the last look, or has kept changing for long.
    fn settled(&mut self, epoch: u64) -> bool {
        if self.unsettled == MAX_UNSETTLED || std::mem::replace(&mut self.epoch, epoch) == epoch {
            return true;
        }
        self.unsettled += 1;
        false
    }

    /// Every other visit of a header that failed before is another try.
    fn retry(&mut self) -> bool {
        self.waited = !self.waited;
        !self.waited
    }
}

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
