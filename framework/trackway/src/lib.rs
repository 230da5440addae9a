//! The facade: everything a guest language needs.
#![forbid(unsafe_code)]

pub mod engine;
pub mod options;

pub use engine::{Data, Engine, EngineError, Limits};

pub use trackway_bytecode as bytecode;
pub use trackway_exec::{
    Abi, Args, Block, Code, CodeRef, Const, Count, Due, Extent, Flow, Foot, FrameInfo, Hooks, Imm, In, Insn,
    KindT, Language, Limit, LinkError, Loop, Machine, Many, Mode, Name, OpInfo, Operand, Out, OutBlock,
    OutMethod, Outcome, Pairs, PassedFrame, Raise, Ret, Run, Site, Source, Src, Step, Stress, T, Target,
    Ticker, abi_result, floor_div, floor_mod, interpret, link, link_later, machine_of, return_word, signal,
    smalls, unwind,
};
pub use trackway_gc::{
    AppendBuffer, BoxedFloat, CollectKind, Counted, Elements, Field, Fixed, Gc, Header, Heap, HeapLimit,
    Kind, Native, Object, Prim, Quasi, Readable, RootList, Small, Tail, TailElem, Value, Visitor,
    keep_freed_memory,
};
pub use trackway_ir::{ArrayDesc, Effect, FieldDesc, HelperDesc, Ty, TypeDesc, Width};
pub use trackway_macros::{Object, language, op, residual};

/// For generated code: an instruction whose op number the linker cannot have made.
#[doc(hidden)]
#[cold]
pub fn no_such_op(op: u32) -> Step {
    unreachable!("op number {op}")
}
