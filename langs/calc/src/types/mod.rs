//! Calc's own heap types; lists, strings, dictionaries, cells and generators are the kit's.

use crate::{Calc, builtins};
use std::rc::Rc;
use trackway::bytecode::Const;
use trackway::engine::{Fault, Start};
use trackway::{CodeRef, CollectKind, Gc, Machine, Object, Value, link};
pub use trackway_kit::builtin::Builtin;
use trackway_kit::plain::embed::not_callable;
use trackway_kit::plain::{self, NIL, global};
use trackway_kit::{Array, CellBox, cli};

/// A function: code and the cells it captured. The attribute makes a constant for each field, such as
/// `Function::CODE`, and tells the collector what is a reference. `immutable`: a trace need not read
/// it twice.
#[derive(Object)]
#[object(id = 64)]
pub struct Function {
    #[immutable]
    code: CodeRef,
    #[immutable]
    cells: Gc<Array>,
}

/// The value of a constant; a function's code is linked with the code that mentions it.
pub fn constant(machine: &Machine, c: &Const) -> Value {
    let Const::Code(unit) = c else { return plain::constant(machine, c) };
    let f = machine.heap.alloc::<Function>();
    f.set(&machine.heap, Function::CODE, link(machine, unit).expect("the compiler's code links"));
    f.set(&machine.heap, Function::CELLS, Array::new(&machine.heap, 0));
    f.value()
}

/// Makes a fresh machine ready: the builtins are global variables, and the prelude has run.
pub fn set_up(machine: &Machine) -> Value {
    plain::set_up(machine);
    machine.set_depth_limit(200_000);
    machine.heap.register::<Function>();
    machine.heap.register::<Builtin>();
    for (i, (name, _)) in builtins::TABLE.iter().enumerate() {
        let b = machine.heap.alloc::<Builtin>();
        b.set(&machine.heap, Builtin::NUMBER, i as i64);
        global(machine, name).set(&machine.heap, CellBox::VALUE, b.value());
    }
    let prelude = trackway_calc_compiler::compile(include_str!("../prelude/prelude.calc"), "prelude");
    let unit = Rc::new(prelude.expect("the prelude is right"));
    machine.start(link(machine, &unit).expect("it links"), machine.root(NIL), &[]);
    cli::run_to_end::<Calc>(machine);
    // From here on these objects stay where they are: traces mention their addresses.
    machine.collect(CollectKind::Minor);
    machine.root(NIL)
}

/// For host programs: a call of a function.
pub fn apply(_: &Machine, callee: Value, args: &[Value]) -> Result<Start, Fault> {
    let f = callee.cast::<Function>().ok_or_else(|| not_callable("this is not a function"))?;
    let code = f.get(Function::CODE);
    match code.params as usize == args.len() {
        true => Ok(Start { code, callee, args: args.to_vec() }),
        false => Err(not_callable("the function takes another number of arguments")),
    }
}
