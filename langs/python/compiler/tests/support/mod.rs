//! What the tests share: the op table read from `OPS.md`, a printer and a verifier of units.
#![allow(dead_code)]

pub mod ops;
pub mod print;
pub mod verify;
