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

/// `[]` within an op: a trace sees it, and does not make it where nobody looks.
pub fn empty_list<M: Mode>(m: M) -> T<M, Gc<List>> {
    let items = m.new_object::<Array>(T::lit(0), 4);
    (0..4).for_each(|i| m.set_item(items, Array::ITEMS, T::lit(i), T::lit(Value::ZERO)));
    let list = m.new_object::<List>(T::lit(0), 0);
    m.set_field(list, List::LEN, T::lit(0));
    m.set_field(list, List::ITEMS, items);
    list
}

impl List {
    pub fn new(heap: &Heap, items: &[Value]) -> Gc<List> {
        let list = heap.alloc::<List>();
        let array = Array::new(heap, items.len().max(4));
        array.set_items(heap, Array::ITEMS, 0, items);
        list.set(heap, List::ITEMS, array);
        list.set(heap, List::LEN, items.len() as i64);
        list
    }

    /// Elements `start..end`, which are in range and in order.
    pub fn part(heap: &Heap, list: Gc<List>, start: usize, end: usize) -> Gc<List> {
        let (part, from) = (heap.alloc::<List>(), list.get(List::ITEMS));
        let array = Array::new(heap, (end - start).max(4));
        array.copy_items(heap, Array::ITEMS, 0, from, start, end - start);
        part.set(heap, List::ITEMS, array);
        part.set(heap, List::LEN, (end - start) as i64);
        part
    }

    /// The elements of one list behind those of another. The caller has checked the size.
    pub fn joined(heap: &Heap, a: Gc<List>, b: Gc<List>) -> Gc<List> {
        let (joined, n) = (heap.alloc::<List>(), List::len(a) + List::len(b));
        let array = Array::new(heap, n.max(4));
        array.copy_items(heap, Array::ITEMS, 0, a.get(List::ITEMS), 0, List::len(a));
        array.copy_items(heap, Array::ITEMS, List::len(a), b.get(List::ITEMS), 0, List::len(b));
        joined.set(heap, List::ITEMS, array);
        joined.set(heap, List::LEN, n as i64);
        joined
    }

    /// A list of `n` elements.
    pub fn with(heap: &Heap, n: usize, element: impl Fn(usize) -> Value) -> Gc<List> {
        let (list, array) = (heap.alloc::<List>(), Array::new(heap, n.max(4)));
        (0..n).for_each(|i| array.set_item(heap, Array::ITEMS, i, element(i)));
        list.set(heap, List::ITEMS, array);
        list.set(heap, List::LEN, n as i64);
        list
    }

    /// `n` times the same element. The caller has checked the size.
    pub fn filled(heap: &Heap, v: Value, n: usize) -> Gc<List> {
        let list = heap.alloc::<List>();
        let array = Array::new(heap, n.max(4));
        let some = [v; 16];
        for at in (0..n).step_by(some.len()) {
            array.set_items(heap, Array::ITEMS, at, &some[..some.len().min(n - at)]);
        }
        list.set(heap, List::ITEMS, array);
        list.set(heap, List::LEN, n as i64);
        list
    }

    /// The elements of `items` over and over, `n` times. The caller has checked the size.
    pub fn repeated(heap: &Heap, items: &[Value], n: usize) -> Gc<List> {
        let list = heap.alloc::<List>();
        let len = items.len() * n;
        let array = Array::new(heap, len.max(4));
        for round in 0..n {
            array.set_items(heap, Array::ITEMS, round * items.len(), items);
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
        list.get(List::ITEMS).first_items(Array::ITEMS, List::len(list))
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
        new.copy_items(heap, Array::ITEMS, 0, old, 0, List::len(list));
        list.set(heap, List::ITEMS, new);
        Ok(())
    }

    /// Puts `v` before element `at`.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn insert(heap: &Heap, list: Gc<List>, at: usize, v: Value) -> Result<(), HeapLimit> {
        let n = List::len(list);
        assert!(at <= n);
        List::reserve(heap, list, n + 1)?;
        let items = list.get(List::ITEMS);
        items.copy_items(heap, Array::ITEMS, at + 1, items, at, n - at);
        items.set_item(heap, Array::ITEMS, at, v);
        list.set(heap, List::LEN, n as i64 + 1);
        Ok(())
    }

    /// Takes element `at` out.
    ///
    /// # Panics
    /// If there is none.
    pub fn take(heap: &Heap, list: Gc<List>, at: usize) -> Value {
        let (n, v) = (List::len(list), List::get(list, at));
        let items = list.get(List::ITEMS);
        items.copy_items(heap, Array::ITEMS, at, items, at + 1, n - at - 1);
        items.set_item(heap, Array::ITEMS, n - 1, Value::ZERO);
        list.set(heap, List::LEN, n as i64 - 1);
        v
    }

    /// Puts `new` in place of elements `start..end`, which are in range and in order.
    pub fn splice(
        heap: &Heap,
        list: Gc<List>,
        start: usize,
        end: usize,
        new: &[Value],
    ) -> Result<(), HeapLimit> {
        let before = List::len(list);
        let after = before - (end - start) + new.len();
        List::reserve(heap, list, after)?;
        let items = list.get(List::ITEMS);
        items.copy_items(heap, Array::ITEMS, start + new.len(), items, end, before - end);
        items.set_items(heap, Array::ITEMS, start, new);
        (after..before).for_each(|i| items.set_item(heap, Array::ITEMS, i, Value::ZERO));
        list.set(heap, List::LEN, after as i64);
        Ok(())
    }

    /// Puts the elements of `from` in place of elements `start..end`, which are in range and in order.
    pub fn splice_list(
        heap: &Heap,
        list: Gc<List>,
        start: usize,
        end: usize,
        from: Gc<List>,
    ) -> Result<(), HeapLimit> {
        let n = List::len(from);
        if from == list || end - start != n {
            return List::splice(heap, list, start, end, &List::to_vec(from));
        }
        list.get(List::ITEMS).copy_items(heap, Array::ITEMS, start, from.get(List::ITEMS), 0, n);
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

/// From so many elements on a list grows by half: each new array is memory that the process has not touched yet, which
/// costs more than the copying.
const LONG: usize = 4 << 10;

/// Makes room for one more element.
#[residual]
pub fn grow(machine: &Machine, list: Gc<List>) -> Result<(), Raise> {
    let n = List::len(list);
    let more = if n < LONG { n / 8 } else { n / 3 };
    List::reserve(&machine.heap, list, n + more + 1).map_err(|_| machine.out_of_memory())
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
