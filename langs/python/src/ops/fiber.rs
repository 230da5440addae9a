//! Fibers for `greenlet` and threads: the few natives that move between them, as ops so that a trace sees them.
//!
//! What greenlets are (parents, death, exceptions that cross) is in `library/modules/greenlet.py`, when threads run in `_thread.py`.

use super::exception::state;
use crate::builtins::native::FiberOp;
use crate::errors::{raise, type_error};
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use trackway::bytecode::FRAME_HEADER;
use trackway::*;
use trackway_kit::fiber::{self, Crossing, Fiber, Fibers};

/// What knows the running fiber. Static.
fn fibers<M: Mode>(m: M) -> Gc<Fibers> {
    m.root(roots::FIBERS).cast().expect("made at start")
}

/// Carries out the native on the arguments in window `w`; `None`: arguments that it does not take.
#[inline(always)]
pub fn call<M: Mode>(m: M, op: FiberOp, w: u32, d: Out) -> Option<Step> {
    let arg = |i: u32| m.register(w + FRAME_HEADER + i);
    let fiber = || arg(0).cast::<Fiber>(m);
    Some(match op {
        FiberOp::New => m.put(d, fiber::new(m, arg(0)).value()),
        FiberOp::Owner => m.put(d, m.field(fiber::running(m, fibers(m)), Fiber::EXTRA)),
        FiberOp::State => m.put(d, m.field(fiber()?, Fiber::STATE).small().value()),
        FiberOp::Start => start(m, fiber()?, arg(1), arg(2), d)?,
        FiberOp::Switch => went(m, d, fiber::switch(m, fibers(m), fiber()?, arg(1), d)),
        FiberOp::End => went(m, d, fiber::end(m, fibers(m), fiber()?, arg(1))),
        FiberOp::SwapHandled => {
            let before = m.field(state(m), ExcState::HANDLED);
            m.set_field(state(m), ExcState::HANDLED, arg(0));
            m.put(d, before)
        }
        FiberOp::Raise => Err(m.raise(arg(0))),
    })
}

/// Starts a fiber with a call of a function of one parameter that never returns.
#[inline(always)]
fn start<M: Mode>(m: M, f: T<M, Gc<Fiber>>, function: T<M, Value>, arg: T<M, Value>, d: Out) -> Option<Step> {
    let code = m.field(function.cast::<Function>(m)?, Function::CODE).promote();
    if code.params != 1 {
        return None;
    }
    Some(fiber::start(m, fibers(m), f, (code, function, &[arg]), d))
}

/// An exception that its function could not handle has left the running fiber.
pub fn left_by_exception(machine: &Machine) {
    fiber::has_ended(&machine.heap, machine.root(roots::FIBERS).cast().expect("made at start"));
}

#[inline(always)]
fn went<M: Mode>(m: M, d: Out, step: Result<Step, Crossing>) -> Step {
    match step {
        Ok(step) => step,
        Err(Crossing) => m.put(d, crossing::call(m)?),
    }
}

#[residual(repeatable)]
fn crossing(machine: &Machine) -> Result<Value, Raise> {
    Err(raise(machine, Cls::RuntimeError, "a greenlet cannot leave the call from outside in which it runs"))
}

/// For arguments that only the library's own mistake can give.
pub fn misused(machine: &Machine, _args: &[Value]) -> Result<Value, Raise> {
    Err(type_error(machine, "not a fiber that can do this"))
}
