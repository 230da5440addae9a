//! The interpreter loop.

use crate::flow::{Raise, SPECIAL, Special};
use crate::frame::unwind;
use crate::language::Language;
use crate::machine::Machine;
use crate::operand::Insn;
use crate::run::Run;
use std::sync::atomic::Ordering;
use trackway_gc::Value;

/// How a run ended.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Returned(Value),
    /// No frame handled this exception.
    Raised(Value),
    /// Out of fuel at a safepoint; `interpret` goes on from there.
    Suspended,
    /// The run of a paused recording's callee ends so that a run further out goes on; see `Machine::unnest`.
    Unnested,
}

/// Runs the frame that [`Machine::start`] prepared until it is done.
pub fn interpret<L: Language>(machine: &Machine) -> Outcome {
    loop {
        let resumed = machine.resume_hot.replace(false);
        let special = if resumed { Ok(Special::Hot) } else { run_frames::<L>(machine) };
        let interrupted = !resumed && machine.heap.ctx.interrupt.load(Ordering::Relaxed) != 0;
        let result = match special {
            Ok(Special::Done) => Ok(Next::Return),
            Ok(Special::Safepoint) => machine.safepoint().map(|suspend| {
                machine.enter_due();
                Next::after_safepoint(suspend)
            }),
            // Compiled code leaves at its poll for an interrupt and comes back through here: the
            // safepoint's work is done first, or it never would be.
            Ok(Special::Hot) if interrupted => match machine.safepoint() {
                Ok(suspend) if machine.enter_due() => Ok(Next::after_safepoint(suspend)),
                Ok(false) => enter_hot(machine),
                other => {
                    machine.resume_hot.set(other.is_ok());
                    other.map(Next::after_safepoint)
                }
            },
            Ok(Special::Hot) => enter_hot(machine),
            Ok(Special::Switch | Special::Unnest) => Ok(Next::Interpret),
            Err(Raise) => Err(Raise),
        };
        if machine.unnesting.get() && machine.ends_for_unnest() {
            return Outcome::Unnested;
        }
        match result {
            Ok(Next::Interpret) => {}
            Ok(Next::Suspend) => return Outcome::Suspended,
            Ok(Next::Return) => {
                return Outcome::Returned(Value::from_bits(machine.heap.ctx.exit_buf[0].get()));
            }
            Err(Raise) => {
                if let Err(e) = unwind(machine) {
                    return Outcome::Raised(e);
                }
            }
        }
    }
}

/// What follows a special flow.
enum Next {
    Interpret,
    Suspend,
    /// The outermost frame returned; its result is in the exit buffer.
    Return,
}

impl Next {
    fn after_safepoint(suspend: bool) -> Next {
        if suspend { Next::Suspend } else { Next::Interpret }
    }
}

fn enter_hot(machine: &Machine) -> Result<Next, Raise> {
    let site = machine.hot_site.get();
    machine.current_code().expect("a running frame").linked(machine);
    match machine.jit() {
        Some(jit) => Ok(if jit.hot(machine, site)? { Next::Return } else { Next::Interpret }),
        None => {
            let code = machine.current_code().expect("a running frame");
            code.hot_counter(site).set(u64::MAX);
            Ok(Next::Interpret)
        }
    }
}

/// Runs until something other than an ordinary op is due. On `Err` the machine's pc is the op
/// that raised; on `Ok` it is the op to run next.
fn run_frames<L: Language>(machine: &Machine) -> Result<Special, Raise> {
    loop {
        let code = machine.current_code().expect("a running frame").linked(machine);
        let words = code.words.as_ptr();
        let mut pc = machine.pc.get();
        let special = loop {
            // SAFETY: linked code never runs off its end, and jump targets are its instructions.
            let insn = unsafe { Insn::among(words, pc) };
            match L::step(Run::of(machine, pc), insn) {
                Ok(flow) if flow.0 < SPECIAL => pc = flow.0,
                Ok(flow) => break flow.0,
                Err(Raise) => {
                    machine.pc.set(pc);
                    return Err(Raise);
                }
            }
        };
        if special != Special::Switch as u32 {
            return Ok(match special {
                x if x == Special::Done as u32 => Special::Done,
                x if x == Special::Hot as u32 => Special::Hot,
                x if x == Special::Unnest as u32 => Special::Unnest,
                _ => Special::Safepoint,
            });
        }
    }
}
