//! Strings of one ASCII character, which is what scanners look at.

use super::text::ascii_character;
use crate::builtins::native::{AsciiSet, Inline};
use crate::roots::bool_of;
use trackway::*;
use trackway_kit::Str;

/// Carries out what `Inline` names for a string of one ASCII character, or for its number.
#[inline(always)]
pub fn call<M: Mode>(m: M, what: Inline, v: T<M, Value>) -> Option<T<M, Value>> {
    match what {
        Inline::Ord => Some(byte(m, v)?.small().value()),
        Inline::Chr => {
            let n = v.as_small()?.to_i64();
            n.below(T::lit(0x80)).then(|| ascii_character(m, n))
        }
        Inline::Among(set) => {
            let is = bit(byte(m, v)?, set.words().map(T::lit)) != 0;
            Some(bool_of(m, is))
        }
        // The cases of a letter differ in one bit.
        Inline::SwapCaseOf(set) => {
            let b = byte(m, v)?;
            Some(ascii_character(m, b ^ (bit(b, set.words().map(T::lit)) << T::lit(5))))
        }
        _ => None,
    }
}

/// The character of a string of one ASCII character. Decides whether it is one.
#[inline(always)]
fn byte<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, i64>> {
    let s = v.cast::<Str>(m)?;
    if m.tail_len(s, Str::BYTES) != 1 {
        return None;
    }
    Some(m.item(s, Str::BYTES, T::lit(0)))
}

/// 1 if the character is in the set, else 0. Does not decide which.
#[inline(always)]
fn bit<M: Mode>(byte: T<M, i64>, [low, high]: [T<M, i64>; 2]) -> T<M, i64> {
    let word = low + (high - low) * byte.logical_shr(T::lit(6));
    word.logical_shr(byte & T::lit(63)) & T::lit(1)
}

/// Whether `part` is in `text`, both strings. Decides.
#[inline(always)]
pub fn contains<M: Mode>(m: M, text: T<M, Value>, part: T<M, Value>) -> Option<bool> {
    let (t, p) = (text.cast::<Str>(m)?, part.cast::<Str>(m)?);
    // One of a few characters that are spelt out: a bit of a word.
    if t.is_constant() && m.tail_len(p, Str::BYTES) == 1 {
        let set = [ascii_of::call(m, t, T::lit(0)), ascii_of::call(m, t, T::lit(1))];
        return Some(bit(m.item(p, Str::BYTES, T::lit(0)), set) != 0);
    }
    Some(is_part::call(m, t, p).test())
}

/// A word of the set of a text's ASCII characters.
#[residual(elidable)]
fn ascii_of(machine: &Machine, text: Gc<Str>, word: i64) -> i64 {
    AsciiSet::of(Str::bytes(&machine.heap, text)).words()[word as usize]
}

#[residual(elidable)]
fn is_part(machine: &Machine, text: Gc<Str>, part: Gc<Str>) -> bool {
    let heap = &machine.heap;
    crate::builtins::wtf8::search::find(Str::bytes(heap, text), Str::bytes(heap, part)).is_some()
}
