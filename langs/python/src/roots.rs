//! Words set up at start that ops treat as constants: singletons and builtin classes.

use trackway::{Machine, Mode, Value};

/// What registers of a new frame hold, and absent arguments.
pub const UNBOUND: usize = 0;
pub const NONE: usize = 1;
pub const TRUE: usize = 2;
pub const FALSE: usize = 3;
/// What `next` answers when there is no more.
pub const END: usize = 4;
pub const NOT_IMPLEMENTED: usize = 5;
pub const ELLIPSIS: usize = 6;
/// The `builtins` module.
pub const BUILTINS: usize = 7;
/// The namespace of prelude code.
pub const PRELUDE: usize = 8;
/// `sys.modules`.
pub const MODULES: usize = 9;
/// The handled exception.
pub const EXC_STATE: usize = 10;
pub const EMPTY_TUPLE: usize = 11;
pub const EMPTY_STR: usize = 12;
/// The `sys` module.
pub const SYS: usize = 13;
/// Values that Rust code holds while it waits for a guest function called from outside.
pub const WAITING: usize = 14;
/// A tuple of the strings of one Latin-1 character.
pub const CHARACTERS: usize = 15;
/// What knows the running fiber.
pub const FIBERS: usize = 16;
/// What `_decimal` told about its classes, an array.
pub const DECIMAL: usize = 17;
/// An array of strings of one character, each at the place of its code point modulo the array's length.
pub const RECENT_CHARACTERS: usize = 18;
/// The first builtin class; see [`crate::types::builtin::Cls`].
pub const CLASSES: usize = 32;

/// A guest bool.
#[inline(always)]
pub fn bool_word(machine: &Machine, b: bool) -> Value {
    machine.root(if b { TRUE } else { FALSE })
}

#[inline(always)]
pub fn none(machine: &Machine) -> Value {
    machine.root(NONE)
}

/// A guest bool for an op; static.
#[inline(always)]
pub fn bool_of<M: Mode>(m: M, b: bool) -> trackway::T<M, Value> {
    trackway::T::lit(m.root(if b { TRUE } else { FALSE }))
}
