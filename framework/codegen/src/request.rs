//! What the driver asks for and what it gets.

use crate::arena::CodeRange;
use crate::exits::CompiledExit;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// One compilation.
#[derive(Clone, Debug)]
pub struct CompileRequest {
    /// For the texts and for profilers.
    pub name: String,
    /// The context's epoch in which the trace's assumptions hold; `None`: it makes none.
    pub epoch: Option<u64>,
    /// Words of old objects that no collection frees, ascending: they need no barrier.
    pub lasting: Arc<[u64]>,
    /// Exits are numbered from here.
    pub first_exit: u32,
    /// Keep the CLIF and the assembly as text.
    pub want_text: bool,
    /// The code counts how often it is entered.
    pub count_entries: bool,
    /// The code counts how often it is entered, goes round its loop and leaves by each exit; and a
    /// map says what its bytes are for.
    pub observe: bool,
}

/// What code counts if the request asks for it.
#[derive(Debug, Default)]
pub struct Counts {
    pub entered: AtomicUsize,
    /// Times that control came to the label, the first included.
    pub rounds: AtomicUsize,
}

/// What some bytes of the code are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The trace's instruction with this index; for its length, the end of the main line. A branch's end counts
    /// as its last instruction.
    Ins(u32),
    /// The exit with this index.
    Exit(u32),
    /// Counting.
    Count,
    /// The function's frame, and moves between registers.
    Frame,
}

/// The machine code again, as data.
#[derive(Clone, Debug)]
pub struct CodeMap {
    pub bytes: Vec<u8>,
    /// First byte and the one after the last, ascending.
    pub ranges: Vec<(u32, u32, Purpose)>,
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
    /// Of observed code.
    pub map: Option<CodeMap>,
    pub counts: Arc<Counts>,
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
