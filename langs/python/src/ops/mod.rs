//! The ops, one file per semantic family.

pub mod arith;
pub mod array;
pub mod asynchronous;
pub mod attr;
pub mod call;
pub mod class;
pub mod collect;
pub mod compare;
pub mod container;
pub mod exception;
pub mod fiber;
pub mod function;
pub mod inline;
pub mod item;
pub mod iter;
pub mod jump;
pub mod membership;
pub mod module;
pub mod names;
pub mod passing;
pub mod pattern;
pub mod payload;
pub mod ring;
pub mod set;
mod slice;
pub mod text;
pub mod zip;
