//! Coroutines that nobody will await, noticed where they are made: nothing behind the call needs its result.
//!
//! ```text
//! send(mail)          warns: the call's register is dead behind it
//! await send(mail)    needs the register
//! ```
//!
//! CPython warns when such an object dies, which without a reference to it is at once. Coroutines that die later are not
//! noticed: knowing of their deaths would need each of them to be made and watched.

use crate::code::Signature;
use crate::prelude;
use crate::runtime::{interned, rt};
use std::rc::Rc;
use trackway::*;
use trackway_kit::Tuple;

/// Code is about to be called with its result in `d`.
#[inline(always)]
pub fn note<M: Mode>(m: M, code: CodeRef, d: Out, ret: Ret) {
    if code.guest::<Signature>().is_awaited() && ret == Ret::Write && is_dropped(m, d) {
        unawaited::call(m, T::lit(code), T::lit(m.code()), T::lit(m.next_pc() as i64));
    }
}

/// Whether nothing behind the running instruction needs `d`. The prelude makes no coroutines of its own.
fn is_dropped<M: Mode>(m: M, d: Out) -> bool {
    let code = m.code();
    d.0 < code.regs
        && !code.needed_behind(m.machine(), m.next_pc()).contains(&d.0)
        && !prelude::is_hidden(&code.unit.file)
}

/// The next collection finds what the warning has to say; once for each place.
#[residual(repeatable)]
fn unawaited(machine: &Machine, made: CodeRef, caller: CodeRef, pc: i64) {
    let unit = &caller.unit;
    if !rt(machine).unawaited.borrow_mut().insert((Rc::as_ptr(unit).addr(), pc)) {
        return;
    }
    let line = caller.span_at((pc - 1) as u32).line as i64;
    let place = [
        interned(machine, &made.unit.qualname).value(),
        interned(machine, &unit.file).value(),
        Value::int(line).expect("small"),
    ];
    machine.heap.await_death(Tuple::new(&machine.heap, &place).erase());
    machine.heap.request_minor();
}
