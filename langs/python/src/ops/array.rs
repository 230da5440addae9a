//! Single items of `array.array`: a trace loads and stores unboxed numbers.
//!
//! What these functions decline is done the general way: characters, integers of more than 63 bits, values that are
//! no plain numbers, errors. Nothing is decided after a store.

use super::item::place;
use super::iter::FINISHED;
use crate::builtins::array::{Code, Store, checked_value};
use crate::roots;
use crate::types::arrays::*;
use trackway::*;
use trackway_kit::Floats;

/// Whether the value is an array; not instances of derived classes.
#[inline(always)]
pub fn is_array<M: Mode>(m: M, v: T<M, Value>) -> bool {
    v.as_object().is_some_and(|o| len(m, o).is_some())
}

/// The number of items of an array.
#[inline(always)]
pub fn len<M: Mode>(m: M, o: T<M, Gc<Header>>) -> Option<T<M, i64>> {
    match m.cast::<FloatArray>(o) {
        Some(a) => Some(m.field(a, FloatArray::LEN)),
        None => m.cast::<IntArray>(o).map(|a| m.field(a, IntArray::LEN)),
    }
}

/// `o[k]`
#[inline(always)]
pub fn get<M: Mode>(m: M, o: T<M, Gc<Header>>, k: T<M, Value>) -> Option<T<M, Value>> {
    if let Some(a) = m.cast::<FloatArray>(o) {
        let at = place(k.as_small()?, m.field(a, FloatArray::LEN))?;
        return Some(m.item(m.field(a, FloatArray::ITEMS), Floats::ITEMS, at).value(m));
    }
    let a = m.cast::<IntArray>(o)?;
    let at = place(k.as_small()?, m.field(a, IntArray::LEN))?;
    integer(m, a, at)
}

/// Item `at`, which there is, as a small integer.
#[inline(always)]
fn integer<M: Mode>(m: M, a: T<M, Gc<IntArray>>, at: T<M, i64>) -> Option<T<M, Value>> {
    let code = Code::known(m.field(a, IntArray::CODE).promote());
    if code.is_text() {
        return None;
    }
    let item = m.item(m.field(a, IntArray::ITEMS), Ints::ITEMS, at);
    if code.size() < 8 {
        return Some(item.small().value());
    }
    if code.is_unsigned_word() && item < 0 {
        return None;
    }
    item.checked_small().map(|i| i.value())
}

/// `o[k] := v`; whether it is done.
#[inline(always)]
pub fn set<M: Mode>(m: M, o: T<M, Gc<Header>>, k: T<M, Value>, v: T<M, Value>) -> bool {
    if let Some(a) = m.cast::<FloatArray>(o) {
        if let Some(k) = k.as_small()
            && let Some(at) = place(k, m.field(a, FloatArray::LEN))
            && let Some(item) = to_float(m, a, v)
        {
            m.set_item(m.field(a, FloatArray::ITEMS), Floats::ITEMS, at, item);
            return true;
        }
    } else if let Some(a) = m.cast::<IntArray>(o)
        && let Some(k) = k.as_small()
        && let Some(at) = place(k, m.field(a, IntArray::LEN))
        && let Some(item) = to_integer(m, a, v)
    {
        m.set_item(m.field(a, IntArray::ITEMS), Ints::ITEMS, at, item);
        return true;
    }
    false
}

/// What the array holds for `v`.
#[inline(always)]
fn to_float<M: Mode>(m: M, a: T<M, Gc<FloatArray>>, v: T<M, Value>) -> Option<T<M, f64>> {
    let item = match v.as_float() {
        Some(f) => f,
        None => v.as_small()?.to_float(),
    };
    let code = Code::known(m.field(a, FloatArray::CODE).promote());
    Some(if code.is_single() { single::call(m, item) } else { item })
}

/// The nearest number of single precision.
#[residual(elidable)]
fn single(_machine: &Machine, f: f64) -> f64 {
    f as f32 as f64
}

/// What the array holds for `v`.
#[inline(always)]
fn to_integer<M: Mode>(m: M, a: T<M, Gc<IntArray>>, v: T<M, Value>) -> Option<T<M, i64>> {
    let item = v.as_small()?.to_i64();
    let code = Code::known(m.field(a, IntArray::CODE).promote());
    if code.is_text() {
        return None;
    }
    let (low, high) = code.range();
    match code.size() {
        8 if code.is_signed() || item >= 0 => Some(item),
        8 => None,
        _ => (item - T::lit(low as i64)).below(T::lit((high - low + 1) as i64)).then_some(item),
    }
}

/// `o.append(v)`; `None`: no array, one that was viewed, or no plain number.
#[inline(always)]
pub fn append<M: Mode>(m: M, array: T<M, Value>, v: T<M, Value>) -> Option<Result<(), Raise>> {
    let o = array.as_object()?;
    if let Some(a) = m.cast::<FloatArray>(o) {
        m.field(a, FloatArray::VIEWS).as_small()?;
        let (item, n) = (to_float(m, a, v)?, m.field(a, FloatArray::LEN));
        if !n.below(m.tail_len(m.field(a, FloatArray::ITEMS), Floats::ITEMS))
            && let Err(raised) = grow::call(m, array)
        {
            return Some(Err(raised));
        }
        m.set_item(m.field(a, FloatArray::ITEMS), Floats::ITEMS, n, item);
        m.set_field(a, FloatArray::LEN, n + T::lit(1));
        return Some(Ok(()));
    }
    let a = m.cast::<IntArray>(o)?;
    m.field(a, IntArray::VIEWS).as_small()?;
    let (item, n) = (to_integer(m, a, v)?, m.field(a, IntArray::LEN));
    if !n.below(m.tail_len(m.field(a, IntArray::ITEMS), Ints::ITEMS))
        && let Err(raised) = grow::call(m, array)
    {
        return Some(Err(raised));
    }
    m.set_item(m.field(a, IntArray::ITEMS), Ints::ITEMS, n, item);
    m.set_field(a, IntArray::LEN, n + T::lit(1));
    Some(Ok(()))
}

/// Makes room for one more item.
#[residual]
fn grow(machine: &Machine, array: Value) -> Result<(), Raise> {
    let Some(a) = Store::plain(array) else { return Ok(()) };
    let n = a.len();
    a.reserve(&machine.heap, n + n / 8 + 1).map_err(|_| machine.out_of_memory())
}

/// Takes the last item off; `None` as for [`append`], or nothing there.
#[inline(always)]
pub fn pop<M: Mode>(m: M, array: T<M, Value>) -> Option<T<M, Value>> {
    let o = array.as_object()?;
    let n = len(m, o)?;
    if n == 0 {
        return None;
    }
    let last = n - T::lit(1);
    if let Some(a) = m.cast::<FloatArray>(o) {
        m.field(a, FloatArray::VIEWS).as_small()?;
        let v = m.item(m.field(a, FloatArray::ITEMS), Floats::ITEMS, last).value(m);
        m.set_field(a, FloatArray::LEN, last);
        return Some(v);
    }
    let a = m.cast::<IntArray>(o)?;
    m.field(a, IntArray::VIEWS).as_small()?;
    let v = integer(m, a, last)?;
    m.set_field(a, IntArray::LEN, last);
    Some(v)
}

/// `iter(o)` of an array.
#[inline(always)]
pub fn iterator<M: Mode>(m: M, o: T<M, Gc<Header>>) -> Option<T<M, Value>> {
    len(m, o)?;
    let it = m.new_object::<ArrayIter>(T::lit(0), 0);
    m.set_field(it, ArrayIter::ARRAY, o.value());
    m.set_field(it, ArrayIter::AT, T::lit(0));
    Some(it.value())
}

/// The next item, or the end; `None`: an item that is no small integer.
#[inline(always)]
pub fn next<M: Mode>(m: M, it: T<M, Gc<ArrayIter>>) -> Option<Option<T<M, Value>>> {
    let o = m.field(it, ArrayIter::ARRAY).as_object()?;
    let at = m.field(it, ArrayIter::AT);
    if !at.below(len(m, o)?) {
        m.set_field(it, ArrayIter::AT, T::lit(FINISHED));
        return Some(None);
    }
    let v = match m.cast::<FloatArray>(o) {
        Some(a) => m.item(m.field(a, FloatArray::ITEMS), Floats::ITEMS, at).value(m),
        None => integer(m, m.cast::<IntArray>(o)?, at)?,
    };
    m.set_field(it, ArrayIter::AT, at + T::lit(1));
    Some(Some(v))
}

/// The next item, or END.
pub fn step(machine: &Machine, it: Gc<ArrayIter>) -> Result<Value, Raise> {
    let (a, at) = (Store::plain(it.get(ArrayIter::ARRAY)), it.get(ArrayIter::AT));
    match a {
        Some(a) if at < a.len() as i64 => {
            it.set(&machine.heap, ArrayIter::AT, at + 1);
            checked_value(machine, a.code(), a.get(at as usize))
        }
        _ => {
            it.set(&machine.heap, ArrayIter::AT, FINISHED);
            Ok(machine.root(roots::END))
        }
    }
}

/// `array += v`, or `array *= v`.
#[residual]
pub fn change(machine: &Machine, array: Value, v: Value, times: bool) -> Result<(), Raise> {
    match Store::plain(array) {
        Some(a) => crate::builtins::array::change(machine, a, v, times),
        None => Ok(()),
    }
}
