//! What `greenlet` and threads are made of; the ops are in `ops/fiber.rs`.

use super::native::{FiberOp, Inline, Native};
use super::{Home, Table};
use crate::ops::fiber::misused;
use crate::roots;
use trackway::{Machine, Raise, Value};
use trackway_kit::fiber::{Fiber, Fibers};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: NATIVES }];

const fn op(name: &'static str, args: usize, op: FiberOp) -> Native {
    Native::effect(name, args, args, misused).inline(Inline::Fiber(op))
}

const NATIVES: &[Native] = &[
    op("_fiber_new", 1, FiberOp::New),
    op("_fiber_owner", 0, FiberOp::Owner),
    op("_fiber_state", 1, FiberOp::State),
    op("_fiber_start", 3, FiberOp::Start),
    op("_fiber_switch", 2, FiberOp::Switch),
    op("_fiber_end", 2, FiberOp::End),
    op("_swap_handled", 1, FiberOp::SwapHandled),
    op("_raise_plain", 1, FiberOp::Raise),
    Native::effect("_fiber_main", 1, 1, main),
    Native::effect("_fiber_running", 0, 0, |m, _| {
        let fibers = m.root(roots::FIBERS).cast::<Fibers>().expect("made at start");
        Ok(fibers.get(Fibers::RUNNING).value())
    }),
    Native::effect("_fiber_await", 1, 1, |m, a| {
        m.heap.await_death(a[0].header());
        Ok(roots::none(m))
    }),
    Native::pure("_fiber_frame", 1, 1, |m, a| Ok(crate::types::frame::of_fiber(m, a[0]))),
    Native::pure("_is_fiber", 1, 1, |m, a| Ok(roots::bool_word(m, a[0].cast::<Fiber>().is_some()))),
    Native::pure("_fiber_extra", 1, 1, |m, a| {
        Ok(a[0].cast::<Fiber>().map_or(roots::none(m), |f| f.get(Fiber::EXTRA)))
    }),
];

/// `_fiber_main(owner)`: the main fiber, which has this owner from now on. It is the running one when the library
/// asks first.
fn main(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
    let fibers = machine.root(roots::FIBERS).cast::<Fibers>().expect("made at start");
    let mut f = fibers.get(Fibers::RUNNING);
    while let Some(below) = f.get(Fiber::BELOW).cast() {
        f = below;
    }
    f.set(&machine.heap, Fiber::EXTRA, args[0]);
    Ok(f.value())
}
