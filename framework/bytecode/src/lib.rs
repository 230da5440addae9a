//! Bytecode as data: what a guest's compiler produces and the run time links.
//!
//! A compiler package depends on this crate only, so that a build step can compile a library
//! without the run time. Instructions carry the *name* of their op; the run time resolves names
//! against its op table when it links a unit, so the op list has one home: the op functions.
#![forbid(unsafe_code)]

mod builder;
mod error;
mod lazy;
mod lines;
mod pack;
mod parse;
mod print;
mod unit;

pub use builder::{CodeBuilder, Label};
pub use error::{CompileError, Fallible};
pub use lazy::LazyInsns;
pub use lines::SourceFile;
pub use pack::{Archive, BodyVisitor, Bytes, Damaged, PackedBody, PackedUnit, pack, unpack_all};
pub use parse::{ParseError, parse_unit};
pub use print::{print_unit, print_unit_terse};
pub use unit::{
    Body, CodeUnit, Const, FRAME_HEADER, Handler, Insn, OpName, Operand, Operands, Reg, SourceSpan,
};
