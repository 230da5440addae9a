//! Ops of plain guests for functions that yield: generators are coroutines, and END is the mark for
//! "nothing left".

use super::world::error;
use super::{END, control, nil};
use crate::coroutine::{self, Coroutine};
use trackway::{In, Machine, Mode, Out, Raise, Ret, Src, Step, T, Target, Value, op, residual};

/// Ends the function with `r`. A generator that returns is at its end.
#[op(diverges)]
pub fn return_<M: Mode>(m: M, r: Src) -> Step {
    if m.ret_mode() != Ret::Tagged {
        control::returns(m);
        return m.leave(m.get(r));
    }
    if let Some(c) = m.callee().cast::<Coroutine>(m) {
        coroutine::finish(m, c);
    }
    m.leave(T::lit(m.root(END)))
}

/// First in a generator: packs the frame up and hands it to the caller.
#[op(diverges, suspends)]
pub fn generator_start<M: Mode>(m: M) -> Step {
    let c = coroutine::create(m, T::lit(m.root(END)));
    m.leave(c.value())
}

/// Hands `r` to the consumer; `d` is what it sends.
#[op]
pub fn yield_<M: Mode>(m: M, d: Out, r: Src) -> Step {
    let _ = d;
    match m.callee().cast::<Coroutine>(m) {
        Some(c) => coroutine::suspend(m, c, m.get(r)),
        None => m.next(),
    }
}

/// `d` = what generator `g` yields next, or the end mark.
#[op]
pub fn next<M: Mode>(m: M, d: Out, g: In) -> Step {
    let end = T::lit(m.root(END));
    let Some(c) = m.get(g).cast::<Coroutine>(m) else { return m.put(d, end) };
    match m.field(c, Coroutine::STATE).promote() {
        coroutine::STATE_DONE => m.put(d, end),
        coroutine::STATE_RUNNING => m.put(d, running::call(m)?),
        _ => coroutine::resume(m, c, nil(m), d, Ret::Tagged),
    }
}

/// A generator that asks for its own next item.
#[residual(repeatable)]
pub fn running(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "this generator is running already"))
}

/// Goes to `t` if `r` is the end mark.
#[op]
pub fn jump_if_end<M: Mode>(m: M, r: In, t: Target) -> Step {
    if m.get(r).is_static(m.root(END)) { m.jump(t) } else { m.next() }
}
