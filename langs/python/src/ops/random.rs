//! The Mersenne Twister within ops: what `random.random` and `getrandbits` do but for once in 624 words.

use crate::builtins::native::RandomOp;
use crate::modules::random::{N, PER_UNIT, TEMPER};
use trackway::*;
use trackway_kit::{Array, List, list};

/// `_mt_random(state)` or `_mt_bits(state, k)`; `None`: the words are used up, or it is not usual in another way.
pub fn call<M: Mode>(m: M, op: RandomOp, args: &[T<M, Value>]) -> Option<T<M, Value>> {
    let l = args[0].cast::<List>(m)?;
    if m.field(l, List::LEN) != N as i64 + 1 {
        return None;
    }
    let list::Items::Values(words) = list::items(m, l) else { return None };
    let counter = T::lit(N as i64);
    let at = m.item(words, Array::ITEMS, counter).as_small()?.to_i64();
    let (value, used) = match op {
        RandomOp::Random => {
            if !at.below(T::lit(N as i64 - 1)) {
                return None;
            }
            let (a, b) = (word(m, words, at)?, word(m, words, at + T::lit(1))?);
            let bits = a.logical_shr(T::lit(5)) * T::lit(1 << 26) + b.logical_shr(T::lit(6));
            ((bits.small().to_float() * T::lit(PER_UNIT)).value(m), 2)
        }
        RandomOp::Bits => {
            let k = args[1].as_small()?.to_i64();
            let is_one_word = (k - T::lit(1)).below(T::lit(32));
            if !is_one_word || !at.below(T::lit(N as i64)) {
                return None;
            }
            (word(m, words, at)?.logical_shr(T::lit(32) - k).small().value(), 1)
        }
    };
    m.set_item(words, Array::ITEMS, counter, (at + T::lit(used)).small().value());
    Some(value)
}

/// A word of the state, tempered. Decides.
#[inline(always)]
fn word<M: Mode>(m: M, words: T<M, Gc<Array>>, at: T<M, i64>) -> Option<T<M, i64>> {
    let mut y = m.item(words, Array::ITEMS, at).as_small()?.to_i64();
    y = y ^ y.logical_shr(T::lit(TEMPER.0));
    y = y ^ (y << T::lit(TEMPER.1.0) & T::lit(TEMPER.1.1));
    y = y ^ (y << T::lit(TEMPER.2.0) & T::lit(TEMPER.2.1));
    Some(y ^ y.logical_shr(T::lit(TEMPER.3)))
}
