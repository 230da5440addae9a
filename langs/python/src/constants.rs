//! Constants of the bytecode as guest values.

use crate::roots;
use crate::runtime::interned;
use crate::types::objects::{Bytes, Complex};
use num_bigint::BigInt as Big;
use trackway::bytecode::Const;
use trackway::{Machine, Value};
use trackway_kit::{BigInt, Str, Tuple};

/// Strings up to this length are interned.
const SHORT: usize = 40;

/// The guest value of a constant; code is linked when its function is made.
pub fn word(machine: &Machine, c: &Const) -> Value {
    let heap = &machine.heap;
    match c {
        Const::Nil => roots::none(machine),
        Const::Bool(b) => roots::bool_word(machine, *b),
        Const::Int(i) => BigInt::from_i64(heap, *i),
        Const::BigInt(digits) => BigInt::word(heap, &digits.parse::<Big>().unwrap_or_default()),
        Const::Float(f) => heap.float(*f),
        Const::Imaginary(f) => {
            let c = heap.alloc::<Complex>();
            c.set(heap, Complex::IM, *f);
            c.value()
        }
        Const::Str(s) if s.len() <= SHORT => interned(machine, s).value(),
        Const::Str(s) => Str::new(heap, s).value(),
        Const::WideStr(points) => Str::from_points(heap, points.iter().copied()).value(),
        Const::Bytes(b) => heap.alloc_bytes::<Bytes>(b).value(),
        Const::Tuple(items) if items.is_empty() => machine.root(roots::EMPTY_TUPLE),
        Const::Tuple(items) => {
            let words: Vec<Value> = items.iter().map(|c| word(machine, c)).collect();
            Tuple::new(heap, &words).value()
        }
        Const::Named(n) if &**n == "NotImplemented" => machine.root(roots::NOT_IMPLEMENTED),
        Const::Named(_) => machine.root(roots::ELLIPSIS),
        Const::Code(_) => Value::ZERO,
        // See `code::nested`.
        Const::Packed(p) => Value::int(p.number().into()).unwrap_or(Value::ZERO),
    }
}
