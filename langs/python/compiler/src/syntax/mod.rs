//! From text to a tree that is safe to recurse over.

mod diagnose;
pub mod error;
pub mod fold;
pub mod interactive;
pub mod lines;
pub mod literal;
pub mod parse;
pub mod shape;
mod tabs;
pub mod warn;
pub mod wording;
