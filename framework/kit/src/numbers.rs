//! Two kinds of numbers, as most guests have them: small integers and doubles.

use trackway::{Mode, Small, T, Value, smalls};

/// What two operands turned out to be.
pub enum Numbers<M: Mode> {
    Ints(T<M, Small>, T<M, Small>),
    /// Both as doubles, at least one of which was one.
    Floats(T<M, f64>, T<M, f64>),
    /// At least one is no number, or an integer beyond 63 bits.
    Others,
}

/// Decides what the two words are.
#[inline(always)]
pub fn numbers<M: Mode>(x: T<M, Value>, y: T<M, Value>) -> Numbers<M> {
    if let Some((i, j)) = smalls(x, y) {
        return Numbers::Ints(i, j);
    }
    match (double(x), double(y)) {
        (Some(f), Some(g)) => Numbers::Floats(f, g),
        _ => Numbers::Others,
    }
}

/// The number as a double, if it is one. Decides.
#[inline(always)]
pub fn double<M: Mode>(x: T<M, Value>) -> Option<T<M, f64>> {
    match x.as_float() {
        Some(f) => Some(f),
        None => Some(x.as_small()?.to_float()),
    }
}
