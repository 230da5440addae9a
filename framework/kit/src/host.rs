//! Functions of the host program, for guests that have no other way to call one.

use trackway::{Args, Count, Gc, Machine, Mode, Object, Raise, T, Value, residual};

/// A function that the host has registered.
#[derive(Object)]
#[object(id = 27)]
pub struct HostFunction {
    #[immutable]
    number: i64,
}

impl HostFunction {
    /// The function that the machine knows by this number.
    pub fn new(machine: &Machine, number: i64) -> Gc<HostFunction> {
        let f = machine.heap.alloc::<HostFunction>();
        f.set(&machine.heap, HostFunction::NUMBER, number);
        f
    }
}

/// Calls `f` with the `n` arguments behind the callee's place in window `w`.
pub fn call<M: Mode>(m: M, f: T<M, Gc<HostFunction>>, w: Args<0>, n: Count) -> Result<T<M, Value>, Raise> {
    let args = crate::sequence::row(m, w.0 + trackway::bytecode::FRAME_HEADER, n.0, n.0);
    run::call(m, m.field(f, HostFunction::NUMBER), args)
}

#[residual]
fn run(machine: &Machine, number: i64, args: Gc<crate::Array>) -> Result<Value, Raise> {
    machine.host_function(number, &args.first_items(crate::Array::ITEMS, args.tail_len(crate::Array::ITEMS)))
}
