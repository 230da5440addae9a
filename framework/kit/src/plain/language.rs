//! What plain guests answer to the framework, all of them the same.

use super::closures::Function;
use super::{NIL, global, set_up};
use crate::builtin::Builtin;
use crate::cli::{Command, run_to_end};
use crate::host::HostFunction;
use crate::sequence::CellBox;
use std::rc::Rc;
use trackway::{CollectKind, Machine, Value, link};

/// The rest of an `impl Language` for a plain guest, behind its name: constants, the errors that the framework can run
/// into, and where they happened.
#[macro_export]
macro_rules! plain_language {
    () => {
        fn constant(machine: &::trackway::Machine, c: &::trackway::bytecode::Const) -> ::trackway::Value {
            $crate::plain::closures::constant_or_function(machine, c)
        }
        fn stack_overflow(machine: &::trackway::Machine) -> ::trackway::Value {
            $crate::plain::text(machine, "calls are nested too deeply")
        }
        fn out_of_memory(machine: &::trackway::Machine) -> ::trackway::Value {
            $crate::plain::text(machine, "out of memory")
        }
        fn interrupted(machine: &::trackway::Machine) -> ::trackway::Value {
            $crate::plain::text(machine, "interrupted")
        }
        fn fiber_left(machine: &::trackway::Machine) {
            $crate::plain::control::left_by_exception(machine);
        }
        fn note_traceback(
            machine: &::trackway::Machine,
            _: ::trackway::Value,
            code: ::trackway::CodeRef,
            pc: u32,
        ) {
            machine.guest::<$crate::plain::World>().note(code, pc);
        }
    };
}

/// Makes a fresh machine ready for `L`: the builtins are global variables, and the prelude has run.
pub fn begin<L: Command>(machine: &Machine) -> Value {
    set_up(machine);
    machine.set_depth_limit(L::MAX_CALLS);
    machine.heap.register::<Function>();
    machine.heap.register::<Builtin>();
    machine.heap.register::<HostFunction>();
    L::register(&machine.heap);
    for (i, (name, params)) in L::BUILTINS.iter().enumerate() {
        let b = Builtin::new(machine, i, *params);
        global(machine, name).set(&machine.heap, CellBox::VALUE, b.value());
    }
    if !L::PRELUDE.is_empty() {
        let unit = L::compile(L::PRELUDE, "prelude").expect("the prelude is right");
        machine.start(link(machine, &Rc::new(unit)).expect("it links"), machine.root(NIL), &[]);
        run_to_end::<L>(machine);
    }
    // From here on these objects stay where they are: traces mention their addresses.
    machine.collect(CollectKind::Minor);
    machine.root(NIL)
}
