//! What a guest declares.

use crate::code::CodeRef;
use crate::flow::Step;
use crate::machine::Machine;
use crate::mode::{Mode, T};
use crate::operand::{Insn, OperandKind};
use trackway_bytecode::Const;
use trackway_gc::Value;

/// One op: name, documentation, operands. Made by `#[op]`.
#[derive(Debug)]
pub struct OpInfo {
    pub name: &'static str,
    pub doc: &'static str,
    pub operands: &'static [OperandKind],
    /// Control never goes on behind it in a line.
    pub diverges: bool,
    /// Makes its frame one that is set aside and goes on later.
    pub suspends: bool,
}

/// Code without parameters that is to run before the next op, and its callee.
pub type Due = Option<(CodeRef, Value)>;

/// A frame in memory that an exception passes.
#[derive(Clone, Copy)]
pub struct PassedFrame<'a> {
    pub code: CodeRef,
    pub pc: u32,
    pub callee: Value,
    pub registers: &'a [Value],
}

/// A guest language. `#[language(ops(..))]` on the implementation writes `OPS` and `step`.
pub trait Language: Sized + 'static {
    /// As in messages and option names.
    const NAME: &'static str;
    /// Every op; its place is its number.
    const OPS: &'static [&'static OpInfo];

    /// Runs the instruction.
    fn step<M: Mode>(m: M, insn: Insn) -> Step;

    /// The guest's value for a constant; must be cheap for scalars. Code constants are linked by
    /// the guest itself when a function is made.
    fn constant(machine: &Machine, c: &Const) -> Value;

    /// The guest's value for a name that code uses.
    fn name_word(machine: &Machine, name: &str) -> Value {
        Self::constant(machine, &Const::Str(name.into()))
    }

    /// The exception for "the guest stack is full".
    fn stack_overflow(machine: &Machine) -> Value;

    /// The exception for "the heap limit is reached".
    fn out_of_memory(machine: &Machine) -> Value;

    /// The exception for Ctrl-C.
    fn interrupted(machine: &Machine) -> Value;

    /// Signals are pending (see [`Machine::take_signal`]), or a [`crate::Ticker`] has struck: what to run, or the
    /// exception to raise.
    fn signalled(machine: &Machine) -> Result<Due, Value> {
        while machine.take_signal(u64::MAX).is_some() {}
        Err(Self::interrupted(machine))
    }

    /// After a collection that found deaths (see `Heap::next_doomed`): what to run now, which
    /// raises nothing.
    fn mourn(machine: &Machine) -> Due {
        let _ = machine;
        None
    }

    /// An exception left the lowest frame of the running fiber: it has ended. Guests whose fibers start with
    /// a handler for everything need not care.
    fn fiber_left(machine: &Machine) {
        let _ = machine;
    }

    /// A major collection has marked what is alive, which its argument tells: forget words that the guest
    /// keeps in Rust, did not visit while marking (`Heap::is_marking`), and that are dead.
    fn prune(machine: &Machine, alive: &dyn Fn(Value) -> bool) {
        let _ = (machine, alive);
    }

    /// The code's first registers that the guest's tools see by name, also when no instruction will
    /// read them any more.
    fn visible_registers(code: CodeRef) -> u32 {
        code.regs
    }

    /// A frame at `pc` is being left, or handles `exception`: record it in the traceback.
    fn note_traceback(machine: &Machine, exception: Value, code: CodeRef, pc: u32);

    /// As [`Language::note_traceback`] where the frame is the running one and written out, so that its callee
    /// and registers can be kept too.
    fn note_frame(machine: &Machine, exception: Value, frame: PassedFrame) {
        Self::note_traceback(machine, exception, frame.code, frame.pc);
    }

    /// The same in an op's terms, while a trace is recorded: an exception that the trace has made may then
    /// never be allocated. Decides nothing. `false`, as if not written: the trace calls
    /// [`Language::note_traceback`].
    fn trace_traceback<M: Mode>(m: M, exception: T<M, Value>, code: CodeRef, pc: u32) -> bool {
        let _ = (m, exception, code, pc);
        false
    }
}

/// A [`Language`]'s functions for code that is not generic over it.
#[derive(Clone, Copy)]
pub struct Hooks {
    pub name: &'static str,
    pub ops: &'static [&'static OpInfo],
    pub constant: fn(&Machine, &Const) -> Value,
    pub name_word: fn(&Machine, &str) -> Value,
    pub stack_overflow: fn(&Machine) -> Value,
    pub out_of_memory: fn(&Machine) -> Value,
    pub signalled: fn(&Machine) -> Result<Due, Value>,
    pub visible_registers: fn(CodeRef) -> u32,
    pub mourn: fn(&Machine) -> Due,
    pub fiber_left: fn(&Machine),
    pub prune: fn(&Machine, &dyn Fn(Value) -> bool),
    pub note_traceback: fn(&Machine, Value, CodeRef, u32),
    pub note_frame: fn(&Machine, Value, PassedFrame),
}

impl Hooks {
    /// The op of an instruction, by its first word. Beyond the ops' own numbers come their other versions.
    pub fn op(&self, word: u32) -> &'static OpInfo {
        self.ops[word as usize % self.ops.len()]
    }

    pub const fn of<L: Language>() -> Hooks {
        Hooks {
            name: L::NAME,
            ops: L::OPS,
            constant: L::constant,
            name_word: L::name_word,
            stack_overflow: L::stack_overflow,
            out_of_memory: L::out_of_memory,
            signalled: L::signalled,
            visible_registers: L::visible_registers,
            mourn: L::mourn,
            fiber_left: L::fiber_left,
            prune: L::prune,
            note_traceback: L::note_traceback,
            note_frame: L::note_frame,
        }
    }
}
