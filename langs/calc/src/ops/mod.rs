//! What calc's instructions do; those that every plain guest has are the kit's.

pub mod arith;
pub mod control;
