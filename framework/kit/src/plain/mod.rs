//! The plain world: what a guest needs that has no object model of its own.
//!
//! `nil`, `true` and `false`, global variables, and the meaning of the kit's values by their content:
//! how they are shown, compared, joined and looked up. A guest with classes brings its own.

pub mod arith;
pub mod closures;
pub mod compare;
pub mod control;
pub mod embed;
pub mod functions;
pub mod generators;
pub mod language;
pub mod ops;
pub mod values;
pub mod world;

pub use values::{equal, find, index, join, order, same, set_index, show, type_name};
pub use world::{World, constant, error, global, set_up, text};

use trackway::{Mode, Object, T, Value};

/// A word that is only itself.
#[derive(Object)]
#[object(id = 22)]
pub struct Singleton {
    #[immutable]
    number: i64,
}

// The machine's roots. Number 0 is what the framework fills new frames with.
pub const UNBOUND: usize = 0;
pub const NIL: usize = 1;
pub const TRUE: usize = 2;
pub const FALSE: usize = 3;
/// What an iteration answers when there is nothing left.
pub const END: usize = 4;

/// What knows the running fiber.
pub const FIBERS: usize = 5;

/// The first root that is the guest's own.
pub const FREE_ROOT: usize = 6;

/// `nil`.
#[inline(always)]
pub fn nil<M: Mode>(m: M) -> T<M, Value> {
    T::lit(m.root(NIL))
}

/// `true` or `false`.
#[inline(always)]
pub fn boolean<M: Mode>(m: M, yes: bool) -> T<M, Value> {
    T::lit(m.root(if yes { TRUE } else { FALSE }))
}

/// `nil` and `false` are false. Decides.
#[inline(always)]
pub fn truth<M: Mode>(m: M, v: T<M, Value>) -> bool {
    !v.is_static(m.root(FALSE)) && !v.is_static(m.root(NIL))
}
