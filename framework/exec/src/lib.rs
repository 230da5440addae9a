//! Execution: ops generic over a mode, code objects, frames, the machine and its interpreter loop.

mod abi;
mod assembly;
mod bell;
mod cache;
mod code;
mod fiber;
mod flow;
mod frame;
mod guest;
mod interp;
mod language;
mod limits;
mod link;
mod liveness;
mod machine;
mod mode;
mod native;
mod operand;
mod run;
pub mod signal;
mod stack;
mod t_float;
mod t_int;
mod t_value;

pub use abi::{Abi, abi_result};
pub use bell::{Bell, Ticker};
pub use cache::Many;
pub use code::{Code, CodeRef, HandlerRange, Site as SiteCell, entry_site, resumed_at};
pub use fiber::{Extent, Foot, Saved, foot_link, is_foot_link};
pub use flow::{Flow, Raise, Ret, Special, Step};
pub use frame::{
    Caller, FrameInfo, FrameOffset, MAX_EXTENT, NATIVE, handler_for, note_running, return_word, unwind,
    unwind_noting,
};
pub use interp::{Outcome, interpret};
pub use language::{Due, Hooks, Language, OpInfo, PassedFrame};
pub use limits::{Limit, Top};
pub use link::{LinkError, link, link_later};
pub use liveness::Liveness;
pub use machine::{ENTRY_SITE, HostFn, Jit, Machine, Stress};
pub use mode::{Mode, T};
pub use operand::{
    Args, Block, Const, Count, Imm, In, Insn, Loop, Name, Operand, OperandKind, Out, OutBlock, OutMethod,
    Pairs, Site, Source, Src, Target,
};
pub use run::{Run, machine_of};
pub use t_int::{floor_div, floor_mod};
pub use t_value::{KindT, smalls};

pub use trackway_bytecode as bytecode;
pub use trackway_gc as gc;
pub use trackway_ir as ir;
