//! The language's own heap types, and what a fresh machine begins with.

use crate::builtins;
use trackway::bytecode::Const;
use trackway::{CodeRef, CollectKind, Machine, Object, Value, link};
use trackway_kit::CellBox;
use trackway_kit::builtin::Builtin;
use trackway_kit::plain::{self, NIL, global};

/// How deep calls may be nested.
const MAX_CALLS: i64 = 100_000;

/// A function. The attribute makes a constant for each field, such as `Function::CODE`, and tells
/// the collector what is a reference. `immutable`: a trace need not read it twice.
#[derive(Object)]
#[object(id = 64)]
pub struct Function {
    #[immutable]
    code: CodeRef,
}

/// The value of a constant; a function's code is linked with the code that mentions it.
pub fn constant(machine: &Machine, c: &Const) -> Value {
    let Const::Code(unit) = c else { return plain::constant(machine, c) };
    let f = machine.heap.alloc::<Function>();
    f.set(&machine.heap, Function::CODE, link(machine, unit).expect("the compiler's code links"));
    f.value()
}

/// Makes a fresh machine ready: the builtins are global variables.
pub fn set_up(machine: &Machine) -> Value {
    plain::set_up(machine);
    machine.set_depth_limit(MAX_CALLS);
    machine.heap.register::<Function>();
    machine.heap.register::<Builtin>();
    for (i, (name, _)) in builtins::TABLE.iter().enumerate() {
        let b = machine.heap.alloc::<Builtin>();
        b.set(&machine.heap, Builtin::NUMBER, i as i64);
        global(machine, name).set(&machine.heap, CellBox::VALUE, b.value());
    }
    // From here on these objects stay where they are: traces mention their addresses.
    machine.collect(CollectKind::Minor);
    machine.root(NIL)
}
