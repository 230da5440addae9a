//! Arrays, tuples and cells.

use trackway::{Elements, Gc, Heap, Mode, Object, T, Value};

/// Words of fixed number.
#[derive(Object)]
#[object(id = 10)]
pub struct Array {
    #[tail]
    items: Elements<Value>,
}

/// Doubles of fixed number, unboxed.
#[derive(Object)]
#[object(id = 31)]
pub struct Floats {
    #[tail]
    items: Elements<f64>,
}

/// An immutable sequence.
#[derive(Object)]
#[object(id = 11)]
pub struct Tuple {
    #[immutable]
    #[tail]
    items: Elements<Value>,
}

/// A variable captured by a closure.
#[derive(Object)]
#[object(id = 13)]
pub struct CellBox {
    value: Value,
}

impl Array {
    /// Zero words.
    pub fn new(heap: &Heap, n: usize) -> Gc<Array> {
        heap.alloc_tail::<Array>(n)
    }
}

impl Tuple {
    pub fn new(heap: &Heap, items: &[Value]) -> Gc<Tuple> {
        let t = heap.alloc_tail::<Tuple>(items.len());
        t.set_items(heap, Tuple::ITEMS, 0, items);
        t
    }

    pub fn to_vec(t: Gc<Tuple>) -> Vec<Value> {
        t.first_items(Tuple::ITEMS, t.tail_len(Tuple::ITEMS))
    }

    /// The elements of one tuple behind those of another. The caller has checked the size.
    pub fn joined(heap: &Heap, a: Gc<Tuple>, b: Gc<Tuple>) -> Gc<Tuple> {
        let (n, more) = (a.tail_len(Tuple::ITEMS), b.tail_len(Tuple::ITEMS));
        let joined = heap.alloc_tail::<Tuple>(n + more);
        joined.copy_items(heap, Tuple::ITEMS, 0, a, 0, n);
        joined.copy_items(heap, Tuple::ITEMS, n, b, 0, more);
        joined
    }

    /// Elements `start..end`, which are in range and in order.
    pub fn part(heap: &Heap, t: Gc<Tuple>, start: usize, end: usize) -> Gc<Tuple> {
        let part = heap.alloc_tail::<Tuple>(end - start);
        part.copy_items(heap, Tuple::ITEMS, 0, t, start, end - start);
        part
    }
}

/// A new array of the `n` registers from `start`, with room for `room` words.
#[inline(always)]
pub fn row<M: Mode>(m: M, start: u32, n: u32, room: u32) -> T<M, Gc<Array>> {
    let items = m.new_object::<Array>(T::lit(0), room);
    for i in 0..room {
        let v = if i < n { m.register(start + i) } else { T::lit(Value::ZERO) };
        m.set_item(items, Array::ITEMS, T::lit(i as i64), v);
    }
    items
}
