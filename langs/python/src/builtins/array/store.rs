//! The words of an array: reading, growing, cutting. What a word means says [`super::item`].

use super::code::Code;
use crate::types::arrays::{FloatArray, IntArray, Ints, Views};
use crate::types::exports::{Export, is_held};
use crate::values::unwrap;
use trackway::{Gc, Heap, HeapLimit, Machine, Native, Value};
use trackway_kit::Floats;

/// An array; floats go as their bits.
#[derive(Clone, Copy)]
pub enum Store {
    Ints(Gc<IntArray>),
    Floats(Gc<FloatArray>),
}

/// Does the same with either kind: `$a` the array, `$kind` its type, `$tail` the type of its tail, `$word` that of an item.
macro_rules! either {
    ($store:expr, |$a:ident| $do:expr) => {
        match $store {
            Store::Ints($a) => {
                #[allow(dead_code, reason = "not every use names all of them")]
                type Kind = IntArray;
                #[allow(dead_code, reason = "not every use names all of them")]
                type Tail = Ints;
                #[allow(dead_code, reason = "not every use names all of them")]
                fn word(item: i64) -> u64 {
                    item as u64
                }
                #[allow(dead_code, reason = "not every use names all of them")]
                fn item(word: u64) -> i64 {
                    word as i64
                }
                $do
            }
            Store::Floats($a) => {
                #[allow(dead_code, reason = "not every use names all of them")]
                type Kind = FloatArray;
                #[allow(dead_code, reason = "not every use names all of them")]
                type Tail = Floats;
                #[allow(dead_code, reason = "not every use names all of them")]
                fn word(item: f64) -> u64 {
                    item.to_bits()
                }
                #[allow(dead_code, reason = "not every use names all of them")]
                fn item(word: u64) -> f64 {
                    f64::from_bits(word)
                }
                $do
            }
        }
    };
}

/// Words that the smallest array has room for.
const MIN_ROOM: usize = 4;

impl Store {
    /// The value as an array, an instance of a derived class too.
    pub fn of(machine: &Machine, v: Value) -> Option<Store> {
        Store::plain(unwrap(machine, v))
    }

    /// The value as an array; not instances of derived classes.
    pub fn plain(v: Value) -> Option<Store> {
        match v.cast::<IntArray>() {
            Some(a) => Some(Store::Ints(a)),
            None => v.cast::<FloatArray>().map(Store::Floats),
        }
    }

    /// A new array. The caller has checked the size.
    pub fn new(heap: &Heap, code: Code, words: &[u64]) -> Store {
        let room = words.len().max(MIN_ROOM);
        let store = if code.is_float() {
            let a = heap.alloc::<FloatArray>();
            a.set(heap, FloatArray::ITEMS, heap.alloc_tail::<Floats>(room));
            Store::Floats(a)
        } else {
            let a = heap.alloc::<IntArray>();
            a.set(heap, IntArray::ITEMS, heap.alloc_tail::<Ints>(room));
            Store::Ints(a)
        };
        either!(store, |a| a.set(heap, Kind::CODE, code.character() as i64));
        store.put(heap, 0, words);
        store.set_len(heap, words.len());
        store
    }

    pub fn value(self) -> Value {
        either!(self, |a| a.value())
    }

    pub fn code(self) -> Code {
        Code::known(either!(self, |a| a.get(Kind::CODE)))
    }

    pub fn len(self) -> usize {
        either!(self, |a| a.get(Kind::LEN)) as usize
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn set_len(self, heap: &Heap, n: usize) {
        either!(self, |a| a.set(heap, Kind::LEN, n as i64));
    }

    fn views(self) -> Option<Gc<Views>> {
        either!(self, |a| a.get(Kind::VIEWS)).cast()
    }

    /// For one more view.
    pub fn export(self, heap: &Heap) -> Export {
        let views = self.views().unwrap_or_else(|| {
            let new = heap.alloc::<Views>();
            new.set(heap, Views::HELD, Native::new(Export::default()));
            either!(self, |a| a.set(heap, Kind::VIEWS, new.value()));
            new
        });
        views.get(Views::HELD).get(heap).clone()
    }

    /// Whether there are views; dead ones count until the next collection.
    pub fn is_viewed(self, heap: &Heap) -> bool {
        self.views().is_some_and(|v| is_held(v.get(Views::HELD).get(heap)))
    }

    /// # Panics
    /// If `i` is out of bounds.
    pub fn get(self, i: usize) -> u64 {
        assert!(i < self.len());
        either!(self, |a| word(a.get(Kind::ITEMS).item(Tail::ITEMS, i)))
    }

    /// # Panics
    /// If `i` is out of bounds.
    pub fn set(self, heap: &Heap, i: usize, new: u64) {
        assert!(i < self.len());
        either!(self, |a| a.get(Kind::ITEMS).set_item(heap, Tail::ITEMS, i, item(new)));
    }

    pub fn words(self) -> Vec<u64> {
        (0..self.len()).map(|i| self.get(i)).collect()
    }

    /// Writes within the room there is.
    fn put(self, heap: &Heap, at: usize, words: &[u64]) {
        either!(self, |a| {
            let to = a.get(Kind::ITEMS);
            words.iter().enumerate().for_each(|(i, w)| to.set_item(heap, Tail::ITEMS, at + i, item(*w)));
        });
    }

    /// Makes room for at least `n` items in all.
    pub fn reserve(self, heap: &Heap, n: usize) -> Result<(), HeapLimit> {
        either!(self, |a| {
            let old = a.get(Kind::ITEMS);
            if n > old.tail_len(Tail::ITEMS) {
                let room = n + n / 8 + MIN_ROOM;
                heap.check(8 * room)?;
                let new = heap.alloc_tail::<Tail>(room);
                new.copy_items(heap, Tail::ITEMS, 0, old, 0, self.len());
                a.set(heap, Kind::ITEMS, new);
            }
            Ok(())
        })
    }

    pub fn push(self, heap: &Heap, new: u64) -> Result<(), HeapLimit> {
        let n = self.len();
        self.reserve(heap, n + 1)?;
        self.set_len(heap, n + 1);
        self.set(heap, n, new);
        Ok(())
    }

    /// Puts `new` in place of items `start..end`, which are in range and in order.
    pub fn splice(self, heap: &Heap, start: usize, end: usize, new: &[u64]) -> Result<(), HeapLimit> {
        let before = self.len();
        let after = before - (end - start) + new.len();
        self.reserve(heap, after)?;
        either!(self, |a| {
            let items = a.get(Kind::ITEMS);
            items.copy_items(heap, Tail::ITEMS, start + new.len(), items, end, before - end);
        });
        self.put(heap, start, new);
        self.set_len(heap, after);
        Ok(())
    }

    /// A new array of items `start..end`, which are in range and in order.
    pub fn part(self, heap: &Heap, start: usize, end: usize) -> Store {
        let part = Store::new(heap, self.code(), &[]);
        part.copy_from(heap, self, start, end);
        part
    }

    /// Makes this array, which is new, as the other one's part; they have the same code.
    fn copy_from(self, heap: &Heap, from: Store, start: usize, end: usize) {
        let (n, room) = (end - start, (end - start).max(MIN_ROOM));
        match (self, from) {
            (Store::Ints(to), Store::Ints(from)) => {
                let items = heap.alloc_tail::<Ints>(room);
                items.copy_items(heap, Ints::ITEMS, 0, from.get(IntArray::ITEMS), start, n);
                to.set(heap, IntArray::ITEMS, items);
            }
            (Store::Floats(to), Store::Floats(from)) => {
                let items = heap.alloc_tail::<Floats>(room);
                items.copy_items(heap, Floats::ITEMS, 0, from.get(FloatArray::ITEMS), start, n);
                to.set(heap, FloatArray::ITEMS, items);
            }
            _ => unreachable!("arrays of one code"),
        }
        self.set_len(heap, n);
    }

    /// Removes all items.
    pub fn clear(self, heap: &Heap) {
        self.set_len(heap, 0);
    }
}
