//! The ops, by family.

pub mod arith;
pub mod compare;
pub mod control;
pub mod data;
