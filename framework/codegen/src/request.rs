//! What the driver asks for and what it gets.

use crate::arena::CodeRange;
use crate::exits::CompiledExit;

/// One compilation.
#[derive(Clone, Debug)]
pub struct CompileRequest {
    /// For the texts and for profilers.
    pub name: String,
    /// Address of the `AtomicU8` that is zero once an assumption of this trace has failed. It
    /// must live as long as the code.
    pub valid: usize,
    /// Exits are numbered from here.
    pub first_exit: u32,
    /// Keep the CLIF and the assembly as text.
    pub want_text: bool,
}

/// Placed machine code. Dropping it gives its memory back, so the driver may drop it only when
/// no native frame is in it and no cell leads to it.
#[derive(Debug)]
pub struct Compiled {
    /// Address of `fn(ctx, base) -> i64` in the tail-call convention; enter it through
    /// [`Compiler::enter_trampoline`](crate::Compiler::enter_trampoline) or a cell.
    pub entry: usize,
    /// Machine code and constant pool.
    pub code_bytes: usize,
    pub clif: Option<String>,
    pub asm: Option<String>,
    pub(crate) exits: Vec<CompiledExit>,
    /// Held for its `Drop`.
    pub(crate) _range: CodeRange,
}

impl Compiled {
    /// In the order of their ids, without gaps from `first_exit`.
    pub fn exits(&self) -> &[CompiledExit] {
        &self.exits
    }
}
