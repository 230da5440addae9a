//! Arrays, lists, tuples and cells.
//!
//! A list is a length and an array with room to grow; ops read both directly, so that a trace
//! sees plain loads. Whatever changes the array's size is a residual helper.

use trackway::{Elements, Gc, Heap, HeapLimit, Machine, Mode, Object, Raise, T, Value, residual};

/// Words of fixed number.
#[derive(Object)]
#[object(id = 10)]
pub struct Array {
    #[tail]
    items: Elements<Value>,
}

/// An immutable sequence.
#[derive(Object)]
#[object(id = 11)]
pub struct Tuple {
    #[immutable]
    #[tail]
    items: Elements<Value>,
}

/// A growable sequence: the first `len` words of `items`.
#[derive(Object)]
#[object(id = 12)]
pub struct List {
    len: i64,
    items: Gc<Array>,
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
        for (i, v) in items.iter().enumerate() {
            t.set_item(heap, Tuple::ITEMS, i, *v);
        }
        t
    }

    pub fn to_vec(t: Gc<Tuple>) -> Vec<Value> {
        (0..t.tail_len(Tuple::ITEMS)).map(|i| t.item(Tuple::ITEMS, i)).collect()
    }
}

impl List {
    pub fn new(heap: &Heap, items: &[Value]) -> Gc<List> {
        let list = heap.alloc::<List>();
        let array = Array::new(heap, items.len().max(4));
        for (i, v) in items.iter().enumerate() {
            array.set_item(heap, Array::ITEMS, i, *v);
        }
        list.set(heap, List::ITEMS, array);
        list.set(heap, List::LEN, items.len() as i64);
        list
    }

    /// Elements `start..end`, which are in range and in order.
    pub fn part(heap: &Heap, list: Gc<List>, start: usize, end: usize) -> Gc<List> {
        let (part, from) = (heap.alloc::<List>(), list.get(List::ITEMS));
        let array = Array::new(heap, (end - start).max(4));
        for i in start..end {
            array.set_item(heap, Array::ITEMS, i - start, from.item(Array::ITEMS, i));
        }
        part.set(heap, List::ITEMS, array);
        part.set(heap, List::LEN, (end - start) as i64);
        part
    }

    /// The elements of `items` over and over, `n` times. The caller has checked the size.
    pub fn repeated(heap: &Heap, items: &[Value], n: usize) -> Gc<List> {
        let list = heap.alloc::<List>();
        let len = items.len() * n;
        let array = Array::new(heap, len.max(4));
        for (i, v) in items.iter().cycle().take(len).enumerate() {
            array.set_item(heap, Array::ITEMS, i, *v);
        }
        list.set(heap, List::ITEMS, array);
        list.set(heap, List::LEN, len as i64);
        list
    }

    pub fn len(list: Gc<List>) -> usize {
        list.get(List::LEN) as usize
    }

    /// # Panics
    /// If `i` is out of bounds.
    pub fn get(list: Gc<List>, i: usize) -> Value {
        assert!(i < List::len(list));
        list.get(List::ITEMS).item(Array::ITEMS, i)
    }

    /// # Panics
    /// If `i` is out of bounds.
    pub fn set(heap: &Heap, list: Gc<List>, i: usize, v: Value) {
        assert!(i < List::len(list));
        list.get(List::ITEMS).set_item(heap, Array::ITEMS, i, v);
    }

    pub fn to_vec(list: Gc<List>) -> Vec<Value> {
        (0..List::len(list)).map(|i| List::get(list, i)).collect()
    }

    /// Replaces the whole contents.
    pub fn assign(heap: &Heap, list: Gc<List>, items: &[Value]) {
        let fresh = List::new(heap, items);
        list.set(heap, List::ITEMS, fresh.get(List::ITEMS));
        list.set(heap, List::LEN, items.len() as i64);
    }

    /// Makes room for at least `n` elements in all.
    pub fn reserve(heap: &Heap, list: Gc<List>, n: usize) -> Result<(), HeapLimit> {
        let old = list.get(List::ITEMS);
        if n <= old.tail_len(Array::ITEMS) {
            return Ok(());
        }
        let room = n + n / 8 + 4;
        heap.check(8 * room)?;
        let new = Array::new(heap, room);
        for i in 0..List::len(list) {
            new.set_item(heap, Array::ITEMS, i, old.item(Array::ITEMS, i));
        }
        list.set(heap, List::ITEMS, new);
        Ok(())
    }

    pub fn push(heap: &Heap, list: Gc<List>, v: Value) -> Result<(), HeapLimit> {
        let n = List::len(list);
        List::reserve(heap, list, n + 1)?;
        list.get(List::ITEMS).set_item(heap, Array::ITEMS, n, v);
        list.set(heap, List::LEN, n as i64 + 1);
        Ok(())
    }
}

/// Makes room for one more element.
#[residual]
pub fn grow(machine: &Machine, list: Gc<List>) -> Result<(), Raise> {
    let n = List::len(list);
    List::reserve(&machine.heap, list, n + n / 8 + 1).map_err(|_| machine.out_of_memory())
}

/// Appends within an op: the trace stores straight into the array.
#[inline(always)]
pub fn append<M: Mode>(m: M, list: T<M, Gc<List>>, v: T<M, Value>) -> Result<(), Raise> {
    let n = m.field(list, List::LEN);
    let room = m.tail_len(m.field(list, List::ITEMS), Array::ITEMS);
    if !n.below(room) {
        grow::call(m, list)?;
    }
    let items = m.field(list, List::ITEMS);
    m.set_item(items, Array::ITEMS, n, v);
    m.set_field(list, List::LEN, n + T::lit(1));
    Ok(())
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

/// An element's array and its place there.
pub type Element<M> = (T<M, Gc<Array>>, T<M, i64>);

/// Where `x[i]` is, if `x` is a list and `i` one of its indices; negative ones count from the end.
/// Decides.
#[inline(always)]
pub fn element<M: Mode>(m: M, x: T<M, Value>, i: T<M, Value>) -> Option<Element<M>> {
    let list = x.cast::<List>(m)?;
    let i = i.as_small()?.to_i64();
    let n = m.field(list, List::LEN);
    let i = if i < 0 { i + n } else { i };
    if i.below(n) { Some((m.field(list, List::ITEMS), i)) } else { None }
}
