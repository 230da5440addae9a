//! Integers of any size; those that fit a small integer are small integers.

use num_bigint::BigInt as Big;
use num_traits::ToPrimitive;
use trackway::{Counted, Gc, Heap, Native, Object, Value};

/// An integer that does not fit 63 bits.
#[derive(Object)]
#[object(id = 17)]
pub struct BigInt {
    #[immutable]
    n: Native<Counted<Big>>,
}

impl BigInt {
    /// The word for `n`: small where it fits.
    pub fn word(heap: &Heap, n: Big) -> Value {
        n.to_i64().and_then(Value::int).unwrap_or_else(|| {
            let bytes = n.bits() as usize / 8;
            let b = heap.alloc::<BigInt>();
            b.set(heap, BigInt::N, Native::new(Counted::new(heap, n, bytes)));
            b.value()
        })
    }

    /// The word for a machine integer.
    #[inline]
    pub fn from_i64(heap: &Heap, i: i64) -> Value {
        Value::int(i).unwrap_or_else(|| BigInt::word(heap, Big::from(i)))
    }

    /// The number, until the next safepoint.
    pub fn get(heap: &Heap, b: Gc<BigInt>) -> &Big {
        b.get(BigInt::N).get(heap)
    }

    /// The number behind a word that is an integer of either kind.
    pub fn of(heap: &Heap, v: Value) -> Option<Big> {
        match v.as_int() {
            Some(i) => Some(Big::from(i)),
            None => v.cast::<BigInt>().map(|b| BigInt::get(heap, b).clone()),
        }
    }
}
