//! Lists: a length, and an array with room to grow.
//!
//! The array is one of words or, if all elements are doubles, one of doubles (a list strategy; Bolz, Diekmann and
//! Tratt, "Storage strategies for collections in dynamically typed languages", 2013). Integers have no array of
//! their own, since a word holds one as it is. A list of doubles takes words once something else is stored; a list of
//! words that turns out to hold doubles only when it grows takes doubles.
//!
//! Ops read length and array directly, so that a trace sees plain loads. Whatever changes the array is a residual helper.

use crate::sequence::{Array, Floats};
use trackway::{Gc, Header, Heap, HeapLimit, Machine, Mode, Object, Raise, T, Value, residual};

/// A growable sequence: the first `len` elements of `items`, which is an [`Array`] or [`Floats`].
#[derive(Object)]
#[object(id = 12)]
pub struct List {
    len: i64,
    items: Gc<Header>,
}

/// A list's array.
#[derive(Clone, Copy)]
pub enum Stored {
    Values(Gc<Array>),
    Floats(Gc<Floats>),
}

/// The least room of an array.
const LEAST: usize = 4;

impl Stored {
    /// Room for `room` elements, of which the first are these.
    fn new(heap: &Heap, items: &[Value], room: usize) -> Stored {
        if are_floats(items) { Stored::floats(heap, items, room) } else { Stored::values(heap, items, room) }
    }

    fn values(heap: &Heap, items: &[Value], room: usize) -> Stored {
        let array = Array::new(heap, room.max(LEAST));
        array.set_items(heap, Array::ITEMS, 0, items);
        Stored::Values(array)
    }

    fn floats(heap: &Heap, items: &[Value], room: usize) -> Stored {
        let array = heap.alloc_tail::<Floats>(room.max(LEAST));
        for (i, v) in items.iter().enumerate() {
            array.set_item(heap, Floats::ITEMS, i, v.assume_float());
        }
        Stored::Floats(array)
    }

    /// An empty one of the same kind.
    fn like(self, heap: &Heap, room: usize) -> Stored {
        match self {
            Stored::Values(_) => Stored::Values(Array::new(heap, room.max(LEAST))),
            Stored::Floats(_) => Stored::Floats(heap.alloc_tail::<Floats>(room.max(LEAST))),
        }
    }

    fn object(self) -> Gc<Header> {
        match self {
            Stored::Values(a) => a.erase(),
            Stored::Floats(f) => f.erase(),
        }
    }

    fn room(self) -> usize {
        match self {
            Stored::Values(a) => a.tail_len(Array::ITEMS),
            Stored::Floats(f) => f.tail_len(Floats::ITEMS),
        }
    }

    /// Element `i` as a word.
    #[inline(always)]
    pub fn get(self, heap: &Heap, i: usize) -> Value {
        match self {
            Stored::Values(a) => a.item(Array::ITEMS, i),
            Stored::Floats(f) => heap.float(f.item(Floats::ITEMS, i)),
        }
    }

    /// Whether the word can be stored here.
    fn takes(self, v: Value) -> bool {
        matches!(self, Stored::Values(_)) || v.is_float()
    }

    /// Stores a word that it takes.
    #[inline(always)]
    fn put(self, heap: &Heap, i: usize, v: Value) {
        match self {
            Stored::Values(a) => a.set_item(heap, Array::ITEMS, i, v),
            Stored::Floats(f) => f.set_item(heap, Floats::ITEMS, i, v.assume_float()),
        }
    }

    /// Copies elements from one of the same kind; whether it is.
    fn copy(self, heap: &Heap, at: usize, from: Stored, start: usize, n: usize) -> bool {
        match (self, from) {
            (Stored::Values(to), Stored::Values(a)) => to.copy_items(heap, Array::ITEMS, at, a, start, n),
            (Stored::Floats(to), Stored::Floats(f)) => to.copy_items(heap, Floats::ITEMS, at, f, start, n),
            _ => return false,
        }
        true
    }

    /// Elements that are no longer part of the list hold nothing alive.
    fn forget(self, heap: &Heap, places: std::ops::Range<usize>) {
        if let Stored::Values(a) = self {
            places.for_each(|i| a.set_item(heap, Array::ITEMS, i, Value::ZERO));
        }
    }
}

/// There are elements, and all of them are doubles.
fn are_floats(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|v| v.is_float())
}

impl List {
    pub fn new(heap: &Heap, items: &[Value]) -> Gc<List> {
        List::of(heap, Stored::new(heap, items, items.len()), items.len())
    }

    fn of(heap: &Heap, items: Stored, len: usize) -> Gc<List> {
        let list = heap.alloc::<List>();
        list.set(heap, List::ITEMS, items.object());
        list.set(heap, List::LEN, len as i64);
        list
    }

    /// The array.
    #[inline(always)]
    pub fn stored(list: Gc<List>) -> Stored {
        let items = list.get(List::ITEMS);
        match items.cast::<Array>() {
            Some(a) => Stored::Values(a),
            None => Stored::Floats(items.cast().expect("doubles, if no words")),
        }
    }

    /// Elements `start..end`, which are in range and in order.
    pub fn part(heap: &Heap, list: Gc<List>, start: usize, end: usize) -> Gc<List> {
        let from = List::stored(list);
        let items = from.like(heap, end - start);
        items.copy(heap, 0, from, start, end - start);
        List::of(heap, items, end - start)
    }

    /// The elements of one list behind those of another. The caller has checked the size.
    pub fn joined(heap: &Heap, a: Gc<List>, b: Gc<List>) -> Gc<List> {
        let (n, more) = (List::len(a), List::len(b));
        let (first, second) = (List::stored(a), List::stored(b));
        let items = if n == 0 { second } else { first }.like(heap, n + more);
        if (n == 0 || items.copy(heap, 0, first, 0, n)) && (more == 0 || items.copy(heap, n, second, 0, more))
        {
            return List::of(heap, items, n + more);
        }
        let items = Array::new(heap, n + more);
        (0..n).for_each(|i| items.set_item(heap, Array::ITEMS, i, first.get(heap, i)));
        (0..more).for_each(|i| items.set_item(heap, Array::ITEMS, n + i, second.get(heap, i)));
        List::of(heap, Stored::Values(items), n + more)
    }

    /// The elements of `list` at `n` places of it.
    pub fn picked(heap: &Heap, list: Gc<List>, n: usize, place: impl Fn(usize) -> usize) -> Gc<List> {
        let from = List::stored(list);
        let items = from.like(heap, n);
        match (items, from) {
            (Stored::Values(to), Stored::Values(a)) => {
                (0..n).for_each(|i| to.set_item(heap, Array::ITEMS, i, a.item(Array::ITEMS, place(i))));
            }
            (to, from) => (0..n).for_each(|i| _ = to.copy(heap, i, from, place(i), 1)),
        }
        List::of(heap, items, n)
    }

    /// The elements of `items` over and over, `n` times. The caller has checked the size.
    pub fn repeated(heap: &Heap, items: &[Value], n: usize) -> Gc<List> {
        let len = items.len() * n;
        let some = [items.first().copied().unwrap_or(Value::ZERO); 16];
        let first =
            if items.len() == 1 { &some[..n.min(some.len())] } else { &items[..items.len().min(len)] };
        let stored = Stored::new(heap, first, len);
        // What is there already is copied behind itself.
        let mut done = first.len();
        while done < len {
            let more = done.min(len - done);
            stored.copy(heap, done, stored, 0, more);
            done += more;
        }
        List::of(heap, stored, len)
    }

    #[inline(always)]
    pub fn len(list: Gc<List>) -> usize {
        list.get(List::LEN) as usize
    }

    /// # Panics
    /// If `i` is out of bounds.
    #[inline(always)]
    pub fn get(heap: &Heap, list: Gc<List>, i: usize) -> Value {
        assert!(i < List::len(list));
        List::stored(list).get(heap, i)
    }

    /// # Panics
    /// If `i` is out of bounds.
    pub fn set(heap: &Heap, list: Gc<List>, i: usize, v: Value) -> Result<(), HeapLimit> {
        assert!(i < List::len(list));
        List::suit(heap, list, &[v])?.put(heap, i, v);
        Ok(())
    }

    pub fn to_vec(heap: &Heap, list: Gc<List>) -> Vec<Value> {
        match List::stored(list) {
            Stored::Values(a) => a.first_items(Array::ITEMS, List::len(list)),
            Stored::Floats(f) => {
                f.first_items(Floats::ITEMS, List::len(list)).into_iter().map(|x| heap.float(x)).collect()
            }
        }
    }

    /// Replaces the whole contents.
    pub fn assign(heap: &Heap, list: Gc<List>, items: &[Value]) {
        list.set(heap, List::ITEMS, Stored::new(heap, items, items.len()).object());
        list.set(heap, List::LEN, items.len() as i64);
    }

    /// Makes room for at least `n` elements in all.
    pub fn reserve(heap: &Heap, list: Gc<List>, n: usize) -> Result<(), HeapLimit> {
        let old = List::stored(list);
        if n <= old.room() {
            return Ok(());
        }
        let room = n + n / 8 + 4;
        heap.check(8 * room)?;
        let new = old.like(heap, room);
        new.copy(heap, 0, old, 0, List::len(list));
        list.set(heap, List::ITEMS, new.object());
        Ok(())
    }

    /// Takes words from now on; the array.
    fn generalise(heap: &Heap, list: Gc<List>) -> Result<Stored, HeapLimit> {
        let (old, n) = (List::stored(list), List::len(list));
        if let Stored::Floats(_) = old {
            heap.check(8 * old.room())?;
            let array = Array::new(heap, old.room());
            (0..n).for_each(|i| array.set_item(heap, Array::ITEMS, i, old.get(heap, i)));
            list.set(heap, List::ITEMS, array.erase());
            return Ok(Stored::Values(array));
        }
        Ok(old)
    }

    /// The array, which takes these words.
    #[inline(always)]
    fn suit(heap: &Heap, list: Gc<List>, new: &[Value]) -> Result<Stored, HeapLimit> {
        let stored = List::stored(list);
        if new.iter().all(|v| stored.takes(*v)) { Ok(stored) } else { List::generalise(heap, list) }
    }

    /// Puts `v` before element `at`.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn insert(heap: &Heap, list: Gc<List>, at: usize, v: Value) -> Result<(), HeapLimit> {
        let n = List::len(list);
        assert!(at <= n);
        List::reserve(heap, list, n + 1)?;
        let items = List::suit(heap, list, &[v])?;
        items.copy(heap, at + 1, items, at, n - at);
        items.put(heap, at, v);
        list.set(heap, List::LEN, n as i64 + 1);
        Ok(())
    }

    /// Takes element `at` out.
    ///
    /// # Panics
    /// If there is none.
    pub fn take(heap: &Heap, list: Gc<List>, at: usize) -> Value {
        let (n, v) = (List::len(list), List::get(heap, list, at));
        let items = List::stored(list);
        items.copy(heap, at, items, at + 1, n - at - 1);
        items.forget(heap, n - 1..n);
        list.set(heap, List::LEN, n as i64 - 1);
        v
    }

    /// Element `to` becomes what element `from` is.
    ///
    /// # Panics
    /// If one of them is beyond the array's room.
    pub fn repeat_at(heap: &Heap, list: Gc<List>, to: usize, from: usize) {
        let items = List::stored(list);
        items.copy(heap, to, items, from, 1);
    }

    /// The last element becomes the first.
    pub fn reverse(heap: &Heap, list: Gc<List>) {
        let (items, n) = (List::stored(list), List::len(list));
        for i in 0..n / 2 {
            let (v, w) = (items.get(heap, i), items.get(heap, n - 1 - i));
            items.put(heap, i, w);
            items.put(heap, n - 1 - i, v);
        }
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
        if after == new.len() && after != before {
            heap.check(8 * after)?;
            List::assign(heap, list, new);
            return Ok(());
        }
        List::reserve(heap, list, after)?;
        let items = List::suit(heap, list, new)?;
        items.copy(heap, start + new.len(), items, end, before - end);
        new.iter().enumerate().for_each(|(i, v)| items.put(heap, start + i, *v));
        items.forget(heap, after..before);
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
        if from != list && end - start == n && List::stored(list).copy(heap, start, List::stored(from), 0, n)
        {
            return Ok(());
        }
        List::splice(heap, list, start, end, &List::to_vec(heap, from))
    }

    /// Appends the elements of `from`.
    pub fn extend(heap: &Heap, list: Gc<List>, from: Gc<List>) -> Result<(), HeapLimit> {
        let (len, n) = (List::len(list), List::len(from));
        if len == 0 && list != from {
            heap.check(8 * n)?;
            let all = List::part(heap, from, 0, n);
            list.set(heap, List::ITEMS, all.get(List::ITEMS));
            list.set(heap, List::LEN, n as i64);
            return Ok(());
        }
        List::reserve(heap, list, len + n)?;
        if !List::stored(list).copy(heap, len, List::stored(from), 0, n) {
            return List::extend_by(heap, list, &List::to_vec(heap, from));
        }
        list.set(heap, List::LEN, (len + n) as i64);
        Ok(())
    }

    /// Appends these.
    pub fn extend_by(heap: &Heap, list: Gc<List>, new: &[Value]) -> Result<(), HeapLimit> {
        let len = List::len(list);
        List::splice(heap, list, len, len, new)
    }

    pub fn push(heap: &Heap, list: Gc<List>, v: Value) -> Result<(), HeapLimit> {
        let n = List::len(list);
        List::make_room(heap, list, v)?;
        List::stored(list).put(heap, n, v);
        list.set(heap, List::LEN, n as i64 + 1);
        Ok(())
    }

    /// Makes room for `v` behind the last element, in an array that takes it. Where a full array of words holds doubles
    /// only, an array of doubles takes its place: lists are mostly empty at first.
    fn make_room(heap: &Heap, list: Gc<List>, v: Value) -> Result<(), HeapLimit> {
        let n = List::len(list);
        let more = if n < LONG { n / 8 } else { n / 3 };
        match List::stored(list) {
            Stored::Values(a) if n < a.tail_len(Array::ITEMS) => Ok(()),
            Stored::Values(a) if v.is_float() && (0..n).all(|i| a.item(Array::ITEMS, i).is_float()) => {
                let room = n + n / 8 + more + LEAST + 1;
                heap.check(8 * room)?;
                let items = a.first_items(Array::ITEMS, n);
                list.set(heap, List::ITEMS, Stored::floats(heap, &items, room).object());
                Ok(())
            }
            stored => {
                if !stored.takes(v) {
                    List::generalise(heap, list)?;
                }
                List::reserve(heap, list, n + if n < stored.room() { 1 } else { more + 1 })
            }
        }
    }
}

/// From so many elements on a list grows by half: each new array is memory that the process has not touched yet, which
/// costs more than the copying.
const LONG: usize = 4 << 10;

/// Makes room for `v` behind the last element, in an array that takes it.
#[residual(repeatable)]
fn grow(machine: &Machine, list: Gc<List>, v: Value) -> Result<(), Raise> {
    List::make_room(&machine.heap, list, v).map_err(|_| machine.out_of_memory())
}

/// The array takes words from now on.
#[residual(repeatable)]
fn generalise(machine: &Machine, list: Gc<List>) -> Result<(), Raise> {
    List::generalise(&machine.heap, list).map(|_| ()).map_err(|_| machine.out_of_memory())
}

/// [`Stored`] within an op.
#[derive(Clone, Copy)]
pub enum Items<M: Mode> {
    Values(T<M, Gc<Array>>),
    Floats(T<M, Gc<Floats>>),
}

impl<M: Mode> Items<M> {
    /// Element `i`, which is in range.
    #[inline(always)]
    pub fn get(self, m: M, i: T<M, i64>) -> T<M, Value> {
        match self {
            Items::Values(a) => m.item(a, Array::ITEMS, i),
            Items::Floats(f) => m.item(f, Floats::ITEMS, i).value(m),
        }
    }

    #[inline(always)]
    fn room(self, m: M) -> T<M, i64> {
        match self {
            Items::Values(a) => m.tail_len(a, Array::ITEMS),
            Items::Floats(f) => m.tail_len(f, Floats::ITEMS),
        }
    }

    /// Element `i` is no longer part of the list: it holds nothing alive.
    #[inline(always)]
    pub fn forget(self, m: M, i: T<M, i64>) {
        if let Items::Values(a) = self {
            m.set_item(a, Array::ITEMS, i, T::lit(Value::ZERO));
        }
    }
}

/// The list's array. Decides of which kind it is.
#[inline(always)]
pub fn items<M: Mode>(m: M, list: T<M, Gc<List>>) -> Items<M> {
    let items = m.field(list, List::ITEMS);
    match m.cast::<Array>(items) {
        Some(a) => Items::Values(a),
        None => Items::Floats(m.exact(items.value())),
    }
}

/// Element `i`, which is in range. Decides.
#[inline(always)]
pub fn get<M: Mode>(m: M, list: T<M, Gc<List>>, i: T<M, i64>) -> T<M, Value> {
    items(m, list).get(m, i)
}

/// Stores element `i`, which is in range. Decides.
#[inline(always)]
pub fn set<M: Mode>(m: M, list: T<M, Gc<List>>, i: T<M, i64>, v: T<M, Value>) -> Result<(), Raise> {
    match items(m, list) {
        Items::Values(a) => m.set_item(a, Array::ITEMS, i, v),
        Items::Floats(f) => match v.as_float() {
            Some(x) => m.set_item(f, Floats::ITEMS, i, x),
            None => {
                generalise::call(m, list)?;
                let items = m.exact::<Array>(m.field(list, List::ITEMS).value());
                m.set_item(items, Array::ITEMS, i, v);
            }
        },
    }
    Ok(())
}

/// Appends within an op: the trace stores straight into the array. Decides.
#[inline(always)]
pub fn append<M: Mode>(m: M, list: T<M, Gc<List>>, v: T<M, Value>) -> Result<(), Raise> {
    let n = m.field(list, List::LEN);
    let now = items(m, list);
    let number = match now {
        Items::Floats(_) => v.as_float(),
        Items::Values(_) => None,
    };
    match (now, number) {
        (Items::Values(a), _) if n.below(now.room(m)) => m.set_item(a, Array::ITEMS, n, v),
        (Items::Floats(f), Some(x)) if n.below(now.room(m)) => m.set_item(f, Floats::ITEMS, n, x),
        _ => {
            grow::call(m, list, v)?;
            match items(m, list) {
                Items::Values(a) => m.set_item(a, Array::ITEMS, n, v),
                Items::Floats(f) => {
                    let Some(x) = v.as_float() else { unreachable!("an array that takes it") };
                    m.set_item(f, Floats::ITEMS, n, x);
                }
            }
        }
    }
    m.set_field(list, List::LEN, n + T::lit(1));
    Ok(())
}

/// Appends values to a list of `n` words, whose array this is.
pub fn extend_values<M: Mode>(
    m: M,
    list: T<M, Gc<List>>,
    items: T<M, Gc<Array>>,
    n: i64,
    added: &[T<M, Value>],
) {
    let all = n + added.len() as i64;
    let item = |i: i64| if i < n { m.item(items, Array::ITEMS, T::lit(i)) } else { added[(i - n) as usize] };
    if m.tail_len(items, Array::ITEMS) >= all {
        (n..all).for_each(|i| m.set_item(items, Array::ITEMS, T::lit(i), item(i)));
    } else {
        let room = 2 * all;
        let word = |i: u32| if (i as i64) < all { item(i as i64) } else { T::lit(Value::ZERO) };
        let more = values(m, room as u32, word);
        m.set_field(list, List::ITEMS, more.erase());
    }
    m.set_field(list, List::LEN, T::lit(all));
}

/// `[]` within an op: a trace sees it, and does not make it where nobody looks.
#[inline(always)]
pub fn empty<M: Mode>(m: M) -> T<M, Gc<List>> {
    of(m, 0, |_| T::lit(Value::ZERO))
}

/// A list of `n` values within an op: a trace sees it, and does not make it where nobody looks. Decides.
#[inline(always)]
pub fn of<M: Mode>(m: M, n: u32, value: impl Fn(u32) -> T<M, Value>) -> T<M, Gc<List>> {
    let items = if n > 0 && (0..n).all(|i| value(i).as_float().is_some()) {
        floats(m, n, value)
    } else {
        values(m, n, value).erase()
    };
    let list = m.new_object::<List>(T::lit(0), 0);
    m.set_field(list, List::LEN, T::lit(n as i64));
    m.set_field(list, List::ITEMS, items);
    list
}

#[inline(always)]
fn values<M: Mode>(m: M, n: u32, value: impl Fn(u32) -> T<M, Value>) -> T<M, Gc<Array>> {
    let room = n.max(LEAST as u32);
    let items = m.new_object::<Array>(T::lit(0), room);
    for i in 0..room {
        let v = if i < n { value(i) } else { T::lit(Value::ZERO) };
        m.set_item(items, Array::ITEMS, T::lit(i as i64), v);
    }
    items
}

/// An array of values that are doubles.
#[inline(never)]
fn floats<M: Mode>(m: M, n: u32, value: impl Fn(u32) -> T<M, Value>) -> T<M, Gc<Header>> {
    let room = n.max(LEAST as u32);
    let items = m.new_object::<Floats>(T::lit(0), room);
    for i in 0..room {
        let x = if i < n { value(i).as_float() } else { None };
        m.set_item(items, Floats::ITEMS, T::lit(i as i64), x.unwrap_or(T::lit(0.0)));
    }
    items.erase()
}

/// A list, and one of its elements' numbers.
pub type Place<M> = (T<M, Gc<List>>, T<M, i64>);

/// Where `x[i]` is, if `x` is a list and `i` one of its indices; negative ones count from the end.
/// Decides.
#[inline(always)]
pub fn place<M: Mode>(m: M, x: T<M, Value>, i: T<M, Value>) -> Option<Place<M>> {
    let list = x.cast::<List>(m)?;
    let i = i.as_small()?.to_i64();
    let n = m.field(list, List::LEN);
    let i = if i < 0 { i + n } else { i };
    if i.below(n) { Some((list, i)) } else { None }
}
