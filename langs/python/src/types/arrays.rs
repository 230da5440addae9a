//! `array.array`: the layouts. Numbers lie unboxed in a tail with room to grow, so that a trace loads and stores
//! them as they are.

use super::exports::Export;
use trackway::{Elements, Gc, Native, Object, Value};
use trackway_kit::Floats;

/// Machine integers.
#[derive(Object)]
#[object(id = 159)]
pub struct Ints {
    #[tail]
    items: Elements<i64>,
}

/// An array with any other type code than `f` and `d`: the first `len` words of `items`. Unsigned items of 64 bits are
/// stored as the signed numbers with the same bits, characters as their code points.
#[derive(Object)]
#[object(id = 167)]
pub struct IntArray {
    /// The type code, a character.
    #[immutable]
    code: i64,
    len: i64,
    items: Gc<Ints>,
    /// [`Views`] once there was one; else zero.
    views: Value,
}

/// An array with the type code `f` or `d`: the first `len` words of `items`.
#[derive(Object)]
#[object(id = 162)]
pub struct FloatArray {
    #[immutable]
    code: i64,
    len: i64,
    items: Gc<Floats>,
    /// [`Views`] once there was one; else zero.
    views: Value,
}

/// What the views of an array hold.
#[derive(Object)]
#[object(id = 168)]
pub struct Views {
    #[immutable]
    held: Native<Export>,
}

/// Iterates over an array.
#[derive(Object)]
#[object(id = 163)]
pub struct ArrayIter {
    /// An [`IntArray`] or a [`FloatArray`].
    #[immutable]
    array: Value,
    at: i64,
}
