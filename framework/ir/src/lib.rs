//! The trace's intermediate representation: a straight line of typed, single-assignment
//! instructions, with snapshots that tell each guard how to rebuild the guest's frames.
//!
//! ```text
//! v0 = slot 0              Value
//! v1 = is_small v0         Bool
//!      guard_true v1       @s0
//! v2 = to_small v0         Small
//! v3 = add_ovf v2, 1:small Small  @s0
//! ```
#![forbid(unsafe_code)]

mod desc;
mod op;
mod parse;
mod print;
mod trace;

pub use desc::{ArrayDesc, Effect, FieldDesc, HelperDesc, TypeDesc, Width};
pub use op::{CodeCall, NativeRaise, NativeReturn, Op, Ty};
pub use parse::{Expected, Names, ParseError};
pub use trace::{
    Branch, Const, End, Fact, Ins, RecordedAt, Ref, SnapId, SnapValue, SnapWrite, Snapshot, Trace, Virtual,
};
