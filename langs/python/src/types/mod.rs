//! The object model.

pub mod attr;
pub mod builtin;
pub mod class;
pub mod code_object;
pub mod function;
pub mod instance;
pub mod module;
pub mod namespace;
pub mod objects;
pub mod shape;
