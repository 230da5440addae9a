//! Coroutines of one frame: what generators are made of.
//!
//! A suspended frame's registers stand in an array; resuming copies those that are needed to the
//! top of the guest stack, suspending copies them back. To a trace these are loads and stores like
//! any other, so a generator inlines into its consumer.
//!
//! Invariant: a coroutine suspends only while its own frame is the running one.

use crate::sequence::Array;
use trackway::{CodeRef, Gc, Mode, Object, Out, Ret, Step, T, Value};

/// A suspended or running frame.
#[derive(Object)]
#[object(id = 14)]
pub struct Coroutine {
    /// What the guest calls a generator's function.
    #[immutable]
    callee: Value,
    #[immutable]
    code: CodeRef,
    /// The instruction to go on with.
    pc: i64,
    /// One of the `STATE_` constants.
    state: i64,
    #[immutable]
    frame: Gc<Array>,
    /// For the guest: what handles, return values and the like it needs.
    extra: Value,
}

/// Not yet entered.
pub const STATE_CREATED: i64 = 0;
pub const STATE_SUSPENDED: i64 = 1;
pub const STATE_RUNNING: i64 = 2;
pub const STATE_DONE: i64 = 3;

/// Packs the running frame up; it goes on behind the running op when first resumed. Follow with
/// `m.leave(..)` of the coroutine.
#[inline(always)]
pub fn create<M: Mode>(m: M, extra: T<M, Value>) -> T<M, Gc<Coroutine>> {
    let code = m.code();
    let frame = m.new_object::<Array>(T::lit(0), code.regs);
    for i in 0..code.regs {
        m.set_item(frame, Array::ITEMS, T::lit(i as i64), m.register(i));
    }
    let c = m.new_object::<Coroutine>(T::lit(0), 0);
    m.set_field(c, Coroutine::CALLEE, m.callee());
    m.set_field(c, Coroutine::CODE, T::lit(code));
    m.set_field(c, Coroutine::PC, T::lit(m.next_pc() as i64));
    m.set_field(c, Coroutine::STATE, T::lit(STATE_CREATED));
    m.set_field(c, Coroutine::FRAME, frame);
    m.set_field(c, Coroutine::EXTRA, extra);
    c
}

/// Resumes `c`, which must not be running or done. The word `sent` goes to the register `sent_to`
/// names in the operands of the `yield` at which it waits; the yielded or returned word to `dst`.
///
/// In the resumed frame the callee slot holds the coroutine itself.
#[inline(always)]
pub fn resume<M: Mode>(m: M, c: T<M, Gc<Coroutine>>, sent: T<M, Value>, dst: Out, ret: Ret) -> Step {
    let code = m.field(c, Coroutine::CODE).promote();
    let pc = m.field(c, Coroutine::PC).promote() as u32;
    let created = m.field(c, Coroutine::STATE).promote() == STATE_CREATED;
    let window = m.code().regs;
    let frame = m.field(c, Coroutine::FRAME);
    m.about_to_resume(code, pc, ret);
    restore(m, code, pc, frame);
    if !created {
        m.set_window(window, sent_register(code, pc), sent);
    }
    m.set_window_callee(window, c.value());
    m.set_field(c, Coroutine::STATE, T::lit(STATE_RUNNING));
    m.resume(code, window, pc, dst, ret)
}

/// The window of a frame that goes on at `pc`: what it needs, the rest unbound.
#[inline(always)]
fn restore<M: Mode>(m: M, code: CodeRef, pc: u32, frame: T<M, Gc<Array>>) {
    let window = m.code().regs;
    let unbound = T::lit(m.root(0));
    for i in 0..code.regs {
        m.set_window(window, i, unbound);
    }
    for i in code.needed_behind(m.machine(), pc) {
        m.set_window(window, *i, m.item(frame, Array::ITEMS, T::lit(*i as i64)));
    }
}

/// The destination of the instruction before `pc`: the `yield` at which the frame waits.
fn sent_register(code: CodeRef, pc: u32) -> u32 {
    let at = code.starts[code.insn_at(pc - 1)];
    code.words[at as usize + 1]
}

/// Suspends the running frame of `c` with a word for whoever resumed it.
#[inline(always)]
pub fn suspend<M: Mode>(m: M, c: T<M, Gc<Coroutine>>, v: T<M, Value>) -> Step {
    m.about_to_leave();
    let code = m.code();
    let frame = m.field(c, Coroutine::FRAME);
    for i in code.needed_behind(m.machine(), m.next_pc()) {
        m.set_item(frame, Array::ITEMS, T::lit(*i as i64), m.register(*i));
    }
    m.set_field(c, Coroutine::PC, T::lit(m.next_pc() as i64));
    m.set_field(c, Coroutine::STATE, T::lit(STATE_SUSPENDED));
    m.leave(v)
}

/// Marks `c` as finished and lets go of its frame's words.
#[inline(always)]
pub fn finish<M: Mode>(m: M, c: T<M, Gc<Coroutine>>) {
    m.about_to_leave();
    m.set_field(c, Coroutine::STATE, T::lit(STATE_DONE));
}

/// Has running `c`, whose frame is about to be left by an exception, wait again where it waited before: for iterators that
/// go on after an error. What it has done since is kept in objects only.
#[inline(always)]
pub fn step_back<M: Mode>(m: M, c: T<M, Gc<Coroutine>>) {
    m.about_to_leave();
    let pc = m.field(c, Coroutine::PC).promote() as u32;
    let code = m.code();
    // What begins a coroutine has no operands, and a `yield` has some.
    let created = pc - code.starts[code.insn_at(pc - 1)] == 1;
    m.set_field(c, Coroutine::STATE, T::lit(if created { STATE_CREATED } else { STATE_SUSPENDED }));
}

/// Resumes suspended coroutine `c` so that its `yield` runs again, with `raised` in `extra`: the
/// guest's `yield` looks there first and raises what it finds.
#[inline(always)]
pub fn resume_raising<M: Mode>(
    m: M,
    c: T<M, Gc<Coroutine>>,
    raised: T<M, Value>,
    dst: Out,
    ret: Ret,
) -> Step {
    let code = m.field(c, Coroutine::CODE).promote();
    let pc = m.field(c, Coroutine::PC).promote() as u32;
    let (window, at) = (m.code().regs, code.starts[code.insn_at(pc - 1)]);
    m.about_to_resume(code, at, ret);
    restore(m, code, pc, m.field(c, Coroutine::FRAME));
    m.set_window_callee(window, c.value());
    m.set_field(c, Coroutine::EXTRA, raised);
    m.set_field(c, Coroutine::STATE, T::lit(STATE_RUNNING));
    m.resume(code, window, at, dst, ret)
}
