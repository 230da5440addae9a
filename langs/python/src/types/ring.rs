//! The storage of `collections.deque`: a ring.
//!
//! ```text
//! items: [c, d, -, -, -, -, a, b]   head: 6, len: 4
//! ```
//! The array's length is a power of two, so that a place is found by masking. Unused places are ZERO.

use trackway::{Gc, Heap, HeapLimit, Object, Value};
use trackway_kit::Array;

/// The elements of a deque.
#[derive(Object)]
#[object(id = 164)]
pub struct Ring {
    items: Gc<Array>,
    /// Where the first element is.
    head: i64,
    len: i64,
    /// The most elements it may have; [`UNLIMITED`].
    most: i64,
    /// Changes whenever an element is added or removed.
    state: i64,
}

/// Iterates over a deque.
#[derive(Object)]
#[object(id = 165)]
pub struct RingIter {
    #[immutable]
    ring: Gc<Ring>,
    at: i64,
    /// The ring's state when the iteration began.
    #[immutable]
    state: i64,
    /// The deque, which is an instance.
    #[immutable]
    owner: Value,
}

pub const UNLIMITED: i64 = i64::MAX;
const MIN_ROOM: usize = 8;

impl Ring {
    pub fn new(heap: &Heap) -> Gc<Ring> {
        let r = heap.alloc::<Ring>();
        r.set(heap, Ring::ITEMS, Array::new(heap, MIN_ROOM));
        r.set(heap, Ring::MOST, UNLIMITED);
        r
    }

    pub fn len(r: Gc<Ring>) -> usize {
        r.get(Ring::LEN) as usize
    }

    fn room(r: Gc<Ring>) -> usize {
        r.get(Ring::ITEMS).tail_len(Array::ITEMS)
    }

    /// Where element `i` is, or will be.
    fn place(r: Gc<Ring>, i: usize) -> usize {
        (r.get(Ring::HEAD) as usize + i) & (Ring::room(r) - 1)
    }

    /// Element `i`, which there is.
    pub fn get(r: Gc<Ring>, i: usize) -> Value {
        r.get(Ring::ITEMS).item(Array::ITEMS, Ring::place(r, i))
    }

    /// Writes element `i`, which there is.
    pub fn set(heap: &Heap, r: Gc<Ring>, i: usize, v: Value) {
        r.get(Ring::ITEMS).set_item(heap, Array::ITEMS, Ring::place(r, i), v);
    }

    pub fn to_vec(r: Gc<Ring>) -> Vec<Value> {
        (0..Ring::len(r)).map(|i| Ring::get(r, i)).collect()
    }

    /// Replaces all elements.
    pub fn assign(heap: &Heap, r: Gc<Ring>, items: &[Value]) -> Result<(), HeapLimit> {
        let room = (items.len() + 1).next_power_of_two().max(MIN_ROOM);
        heap.check(8 * room)?;
        let array = Array::new(heap, room);
        array.set_items(heap, Array::ITEMS, 0, items);
        r.set(heap, Ring::ITEMS, array);
        r.set(heap, Ring::HEAD, 0);
        r.set(heap, Ring::LEN, items.len() as i64);
        r.set(heap, Ring::STATE, r.get(Ring::STATE) + 1);
        Ok(())
    }

    /// Doubles the room.
    pub fn grow(heap: &Heap, r: Gc<Ring>) -> Result<(), HeapLimit> {
        let (old, n, head) = (r.get(Ring::ITEMS), Ring::room(r), r.get(Ring::HEAD) as usize);
        heap.check(16 * n)?;
        let new = Array::new(heap, 2 * n);
        new.copy_items(heap, Array::ITEMS, 0, old, head, n - head);
        new.copy_items(heap, Array::ITEMS, n - head, old, 0, head);
        r.set(heap, Ring::ITEMS, new);
        r.set(heap, Ring::HEAD, 0);
        Ok(())
    }

    /// Adds an element at an end; the one at the other end goes where there are too many.
    pub fn push(heap: &Heap, r: Gc<Ring>, v: Value, left: bool) -> Result<(), HeapLimit> {
        let n = Ring::len(r);
        if n as i64 >= r.get(Ring::MOST) {
            Ring::displace(heap, r, v, left);
            return Ok(());
        }
        if n == Ring::room(r) {
            Ring::grow(heap, r)?;
        }
        if left {
            Ring::turn(heap, r, -1);
        }
        Ring::set(heap, r, if left { 0 } else { n }, v);
        Ring::resized(heap, r, n + 1);
        Ok(())
    }

    /// Adds an element to a deque that is full.
    fn displace(heap: &Heap, r: Gc<Ring>, v: Value, left: bool) {
        if Ring::take(heap, r, !left).is_some() {
            let n = Ring::len(r);
            if left {
                Ring::turn(heap, r, -1);
            }
            Ring::set(heap, r, if left { 0 } else { n }, v);
            Ring::resized(heap, r, n + 1);
        }
    }

    /// Takes the element at an end off.
    pub fn take(heap: &Heap, r: Gc<Ring>, left: bool) -> Option<Value> {
        let rest = Ring::len(r).checked_sub(1)?;
        let at = if left { 0 } else { rest };
        let v = Ring::get(r, at);
        Ring::set(heap, r, at, Value::ZERO);
        if left {
            Ring::turn(heap, r, 1);
        }
        Ring::resized(heap, r, rest);
        Some(v)
    }

    /// Moves the place of the first element.
    fn turn(heap: &Heap, r: Gc<Ring>, by: i64) {
        r.set(heap, Ring::HEAD, (r.get(Ring::HEAD) + by) & (Ring::room(r) as i64 - 1));
    }

    fn resized(heap: &Heap, r: Gc<Ring>, n: usize) {
        r.set(heap, Ring::LEN, n as i64);
        r.set(heap, Ring::STATE, r.get(Ring::STATE) + 1);
    }
}
