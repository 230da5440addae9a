//! The interpreter loop.

use crate::flow::{Raise, SPECIAL, Special};
use crate::frame::unwind;
use crate::language::Language;
use crate::machine::Machine;
use crate::run::Run;
use trackway_gc::Value;

/// How a run ended.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Returned(Value),
    /// No frame handled this exception.
    Raised(Value),
    /// Out of fuel at a safepoint; `interpret` goes on from there.
    Suspended,
}

/// Runs the frame that [`Machine::start`] prepared until it is done.
pub fn interpret<L: Language>(machine: &Machine) -> Outcome {
    loop {
        match run_frames::<L>(machine) {
            Ok(Special::Done) => {
                return Outcome::Returned(Value::from_bits(machine.heap.ctx.exit_buf[0].get()));
            }
            Ok(Special::Hot) => match enter_hot(machine) {
                Ok(true) => return Outcome::Returned(Value::from_bits(machine.heap.ctx.exit_buf[0].get())),
                Ok(false) => {}
                Err(Raise) => {
                    if let Err(e) = unwind(machine) {
                        return Outcome::Raised(e);
                    }
                }
            },
            Ok(_) => match machine.safepoint() {
                Ok(true) => return Outcome::Suspended,
                Ok(false) => {}
                Err(Raise) => {
                    if let Err(e) = unwind(machine) {
                        return Outcome::Raised(e);
                    }
                }
            },
            Err(Raise) => {
                if let Err(e) = unwind(machine) {
                    return Outcome::Raised(e);
                }
            }
        }
    }
}

fn enter_hot(machine: &Machine) -> Result<bool, Raise> {
    let site = machine.hot_site.get();
    match machine.jit() {
        Some(jit) => jit.hot(machine, site),
        None => {
            let code = machine.current_code().expect("a running frame");
            code.sites[site as usize].key.set(u64::MAX);
            Ok(false)
        }
    }
}

/// Runs until something other than an ordinary op is due. On `Err` the machine's pc is the op
/// that raised; on `Ok` it is the op to run next.
fn run_frames<L: Language>(machine: &Machine) -> Result<Special, Raise> {
    loop {
        let code = machine.current_code().expect("a running frame");
        let words = code.words.as_ptr();
        let base = machine.base.get();
        let mut pc = machine.pc.get();
        let special = loop {
            // SAFETY: linked code never runs off its end, and jump targets are its instructions.
            let at = unsafe { words.add(pc as usize) };
            // SAFETY: `at` is the first word of an instruction.
            let op = unsafe { *at };
            let m = Run { machine, base, words: at, pc, next: pc };
            match L::step(m, op) {
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
                _ => Special::Safepoint,
            });
        }
    }
}
