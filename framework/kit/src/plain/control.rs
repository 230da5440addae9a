//! Coroutines and continuations of plain guests.

use super::world::error;
use super::{FIBERS, boolean};
use crate::fiber::{self, Continuation, Fiber, Fibers};
use trackway::{CodeRef, Gc, Machine, Mode, Out, Raise, Ret, Step, T, Value, residual};

fn fibers<M: Mode>(m: M) -> Gc<Fibers> {
    m.root(FIBERS).cast().expect("set up")
}

/// A coroutine that begins with a call of `f`.
pub fn coroutine<M: Mode>(m: M, f: T<M, Value>) -> T<M, Value> {
    fiber::new(m, f).value()
}

/// Goes on with coroutine `c`, which gets `v`: as the argument of its function, or as what its `suspend` answers.
/// `d` is what it suspends or ends with. `code` knows a function of one parameter.
pub fn resume<M: Mode>(
    m: M,
    c: T<M, Gc<Fiber>>,
    v: T<M, Value>,
    d: Out,
    code: impl FnOnce(M, T<M, Value>) -> Result<CodeRef, Raise>,
) -> Step {
    match m.field(c, Fiber::STATE).promote() {
        fiber::CREATED => {
            let callee = m.field(c, Fiber::EXTRA);
            let code = code(m, callee)?;
            fiber::start(m, fibers(m), c, (code, callee, &[v]), d)
        }
        fiber::SUSPENDED => went(m, d, fiber::switch(m, fibers(m), c, v, d)),
        _ => m.put(d, not_suspended::call(m, m.field(c, Fiber::STATE))?),
    }
}

/// Suspends the running coroutine with `v` for the one that resumed it. `d` is what it is resumed with.
pub fn suspend<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    let below = m.field(fiber::running(m, fibers(m)), Fiber::BELOW);
    match below.cast::<Fiber>(m) {
        Some(below) => went(m, d, fiber::switch(m, fibers(m), below, v, d)),
        None => m.put(d, no_coroutine::call(m)?),
    }
}

/// Whether coroutine `c` has come to its end.
pub fn finished<M: Mode>(m: M, c: T<M, Gc<Fiber>>) -> T<M, Value> {
    let done = m.field(c, Fiber::STATE) == fiber::DONE;
    boolean(m, done)
}

/// The running function, a coroutine's first, is about to return.
pub fn returns<M: Mode>(m: M) {
    if m.ret_mode() == Ret::Tagged2 {
        fiber::ended(m, fibers(m));
    }
}

/// An exception has left the running coroutine.
pub fn left_by_exception(machine: &Machine) {
    fiber::has_ended(&machine.heap, machine.root(FIBERS).cast().expect("set up"));
}

/// Calls `f`, of one parameter and with this code, with the continuation of the running op.
pub fn callcc<M: Mode>(m: M, d: Out, f: T<M, Value>, code: CodeRef) -> Step {
    let callee = f.peek();
    fiber::capture(m, fibers(m), d, |m, k| {
        let window = m.code().regs;
        m.set_window_callee(window, T::lit(callee));
        m.set_window(window, 0, T::lit(k.value()));
        m.call(code, window, d, Ret::Write)
    })
}

/// Goes on with `k`: its `callcc` answers `v`.
pub fn go_on<M: Mode>(m: M, k: T<M, Gc<Continuation>>, v: T<M, Value>, d: Out) -> Step {
    went(m, d, fiber::go_on(m, fibers(m), k, v))
}

fn went<M: Mode>(m: M, d: Out, step: Result<Step, fiber::Crossing>) -> Step {
    match step {
        Ok(step) => step,
        Err(fiber::Crossing) => m.put(d, crossing::call(m)?),
    }
}

#[residual(repeatable)]
fn crossing(machine: &Machine) -> Result<Value, Raise> {
    Err(error(
        machine,
        "a continuation cannot leave the call from outside, or the coroutine, in which it was made",
    ))
}

#[residual(repeatable)]
fn not_suspended(machine: &Machine, state: i64) -> Result<Value, Raise> {
    let done = state == fiber::DONE;
    Err(error(machine, if done { "this coroutine has ended" } else { "this coroutine is running already" }))
}

#[residual(repeatable)]
fn no_coroutine(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "only a coroutine can suspend itself"))
}
