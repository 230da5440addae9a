//! Bytecode as data: what a guest's compiler produces and the run time links.
//!
//! A compiler package depends on this crate only, so that a build step can compile a library
//! without the run time. Instructions carry the *name* of their op; the run time resolves names
//! against its op table when it links a unit, so the op list has one home: the op functions.
#![forbid(unsafe_code)]

mod assemble;
mod builder;
mod error;
mod lazy;
mod lines;
mod pack;
mod parse;
mod print;
mod scope;
mod unit;

pub use assemble::{Assemble, Fallible};
pub use builder::{CodeBuilder, Label};
pub use error::CompileError;
pub use lazy::LazyInsns;
pub use lines::SourceFile;
pub use pack::{Archive, BodyVisitor, Bytes, Damaged, PackedBody, PackedUnit, pack, unpack_all};
pub use parse::{ParseError, parse_unit};
pub use print::{print_unit, print_unit_terse};
pub use scope::{Mentions, Names, Place, Scope};
pub use unit::{
    Body, CodeUnit, Const, FRAME_HEADER, Handler, Insn, OpName, Operand, Operands, Reg, SourceSpan,
};
