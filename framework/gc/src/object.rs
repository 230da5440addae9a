//! Headers, typed pointers and the table of types.
//!
//! ```text
//! header word: | shape: 32 | unused: 8 | flags: 8 | type id: 16 |
//! ```

use crate::field::{At, Field, Prim, Quasi, Readable, Tail, TailElem};
use crate::heap::Heap;
use crate::value::Value;
use std::fmt;
use std::marker::PhantomData;
use trackway_ir::{FieldDesc, Ty, TypeDesc, Width};

/// Old, and not in the remembered set: a store of a pointer must tell the heap.
pub(crate) const FLAG_BARRIER: u64 = 1 << 16;
/// Reached in the current marking.
pub(crate) const FLAG_MARKED: u64 = 1 << 17;
/// Copied out of the nursery; the second word is the new address.
pub(crate) const FLAG_FORWARDED: u64 = 1 << 18;

/// A heap type. Implemented by `#[derive(Object)]`.
pub trait Object: Sized + 'static {
    /// Number in the header; unique within a heap. Below 64: the framework's own.
    const ID: u16;
    const DESC: &'static TypeDesc;
    /// Frees what the object owns outside the heap.
    const FINALIZE: Option<fn(Gc<Self>)> = None;
}

/// The type of an object about which nothing is known but that it has a header.
pub struct Header;

impl Header {
    pub const TYPE_ID: FieldDesc = FieldDesc {
        name: "Header.type_id",
        offset: 0,
        width: Width::U16,
        ty: Ty::I64,
        immutable: true,
        quasi_immutable: false,
    };
    pub const SHAPE: FieldDesc = FieldDesc {
        name: "Header.shape",
        offset: 4,
        width: Width::U32,
        ty: Ty::I64,
        immutable: false,
        quasi_immutable: false,
    };
    pub const LASTING_SHAPE: FieldDesc = FieldDesc {
        name: "Header.lasting_shape",
        offset: 4,
        width: Width::U32,
        ty: Ty::I64,
        immutable: true,
        quasi_immutable: false,
    };
}

/// The header's type number, as a field of any object.
pub static HEADER_TYPE_ID: FieldDesc = Header::TYPE_ID;
/// The header's shape number, as a field of any object.
pub static HEADER_SHAPE: FieldDesc = Header::SHAPE;
/// The same for objects that keep the shape number that they have once somebody reads it so.
pub static HEADER_LASTING_SHAPE: FieldDesc = Header::LASTING_SHAPE;
/// Where the header's type number is.
pub const TYPE_ID_AT: At = At { desc: &HEADER_TYPE_ID, offset: 0, width: Width::U16 };
/// Where the header's shape number is.
pub const SHAPE_AT: At = At { desc: &HEADER_SHAPE, offset: 4, width: Width::U32 };
/// The same, read as what stays.
pub const LASTING_SHAPE_AT: At = At { desc: &HEADER_LASTING_SHAPE, offset: 4, width: Width::U32 };

/// A typed pointer to a heap object; one tagged word.
///
/// Invariant: between the safepoint after which it was read and the next one it points to a live
/// object of type `X`.
#[repr(transparent)]
pub struct Gc<X>(Value, PhantomData<fn() -> X>);

impl<X> Clone for Gc<X> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<X> Copy for Gc<X> {}
impl<X> PartialEq for Gc<X> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<X> Eq for Gc<X> {}
impl<X> fmt::Debug for Gc<X> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<X> Gc<X> {
    #[inline(always)]
    pub(crate) fn from_value(v: Value) -> Gc<X> {
        Gc(v, PhantomData)
    }

    /// For the framework: the caller knows the object's type.
    #[doc(hidden)]
    #[inline(always)]
    pub fn assume(v: Value) -> Gc<X> {
        debug_assert!(v.is_pointer());
        Gc(v, PhantomData)
    }

    #[inline(always)]
    pub fn value(self) -> Value {
        self.0
    }

    #[inline(always)]
    pub fn erase(self) -> Gc<Header> {
        Gc(self.0, PhantomData)
    }

    #[inline(always)]
    pub(crate) fn address(self) -> *mut u8 {
        (self.0.bits() - 1) as *mut u8
    }

    #[inline(always)]
    pub(crate) fn header_word(self) -> u64 {
        // SAFETY: by the type's invariant the address is that of a live object, whose first word
        // is its header.
        unsafe { self.address().cast::<u64>().read() }
    }

    #[inline(always)]
    pub(crate) fn set_header_word(self, word: u64) {
        // SAFETY: as for `header_word`; the heap belongs to one thread.
        unsafe { self.address().cast::<u64>().write(word) }
    }

    #[inline(always)]
    pub fn type_id(self) -> u16 {
        self.header_word() as u16
    }

    /// The shape number, 0 where the type has none.
    #[inline(always)]
    pub fn shape(self) -> u32 {
        (self.header_word() >> 32) as u32
    }

    #[inline(always)]
    pub fn set_shape(self, shape: u32) {
        self.set_header_word(self.header_word() & 0xffff_ffff | (shape as u64) << 32);
    }

    #[inline(always)]
    pub(crate) fn load_word(self, offset: u32, width: Width) -> u64 {
        // SAFETY: descriptions come from `#[derive(Object)]` of the object's type, so the word
        // lies within the object and is aligned for its width.
        unsafe {
            let at = self.address().add(offset as usize);
            match width {
                Width::U8 => at.read() as u64,
                Width::U16 => at.cast::<u16>().read() as u64,
                Width::U32 => at.cast::<u32>().read() as u64,
                Width::W64 => at.cast::<u64>().read(),
            }
        }
    }

    #[inline(always)]
    pub(crate) fn store_word(self, offset: u32, width: Width, word: u64) {
        // SAFETY: as for `load_word`.
        unsafe {
            let at = self.address().add(offset as usize);
            match width {
                Width::U8 => at.write(word as u8),
                Width::U16 => at.cast::<u16>().write(word as u16),
                Width::U32 => at.cast::<u32>().write(word as u32),
                Width::W64 => at.cast::<u64>().write(word),
            }
        }
    }
}

impl<X: Object> Gc<X> {
    #[inline(always)]
    pub fn get<F: Readable<X>>(self, field: F) -> F::Word {
        let At { offset, width, .. } = field.at();
        F::Word::from_word(self.load_word(offset, width))
    }

    /// Sets a quasi-immutable field of an object that no trace can know yet.
    #[inline(always)]
    pub fn init<T: Prim>(self, heap: &Heap, field: Quasi<X, T>, x: T) {
        self.set(heap, field.0, x);
    }

    #[inline(always)]
    pub fn set<T: Prim>(self, heap: &Heap, field: Field<X, T>, x: T) {
        if matches!(T::TY, Ty::Value | Ty::Ref) {
            heap.barrier(self.erase());
        }
        self.store_word(field.at.offset, field.at.width, x.to_word());
    }

    /// Elements in the tail.
    #[inline(always)]
    pub fn tail_len<T: TailElem>(self, tail: Tail<X, T>) -> usize {
        self.load_word(tail.len.offset, tail.len.width) as usize
    }

    /// # Panics
    /// If `i` is out of bounds.
    #[inline(always)]
    pub fn item<T: TailElem>(self, tail: Tail<X, T>, i: usize) -> T {
        assert!(i < self.tail_len(tail));
        T::from_word(self.load_word(tail.items.offset + 8 * i as u32, Width::W64))
    }

    /// # Panics
    /// If `i` is out of bounds.
    #[inline(always)]
    pub fn set_item<T: TailElem>(self, heap: &Heap, tail: Tail<X, T>, i: usize, x: T) {
        assert!(i < self.tail_len(tail));
        let word = x.to_word();
        if matches!(T::TY, Ty::Value) && Value::from_bits(word).is_pointer() {
            heap.barrier_item(self.erase(), i);
        }
        self.store_word(tail.items.offset + 8 * i as u32, Width::W64, word);
    }

    /// Copies `n` elements of `from`, number `start` and following, to number `at` and following. Both
    /// may be the same object.
    ///
    /// # Panics
    /// If elements are out of bounds.
    pub fn copy_items<T: TailElem>(
        self,
        heap: &Heap,
        tail: Tail<X, T>,
        at: usize,
        from: Gc<X>,
        start: usize,
        n: usize,
    ) {
        assert!(
            at.saturating_add(n) <= self.tail_len(tail) && start.saturating_add(n) <= from.tail_len(tail)
        );
        let offset = tail.items.offset as usize;
        // SAFETY: by the assertion both ranges lie within the objects' tails, whose elements are words.
        let copied = unsafe {
            let source = from.address().add(offset + 8 * start).cast::<u64>();
            let target = self.address().add(offset + 8 * at).cast::<u64>();
            target.copy_from(source, n);
            std::slice::from_raw_parts(target, n)
        };
        if matches!(T::TY, Ty::Value) {
            heap.barrier_copied(self.erase(), at, copied);
        }
    }

    /// Stores `items` from number `at` on.
    ///
    /// # Panics
    /// If elements are out of bounds.
    pub fn set_items<T: TailElem>(self, heap: &Heap, tail: Tail<X, T>, at: usize, items: &[T]) {
        assert!(at.saturating_add(items.len()) <= self.tail_len(tail));
        if matches!(T::TY, Ty::Value) {
            heap.barrier(self.erase());
        }
        for (i, x) in items.iter().enumerate() {
            self.store_word(tail.items.offset + 8 * (at + i) as u32, Width::W64, x.to_word());
        }
    }

    /// The first `n` elements.
    ///
    /// # Panics
    /// If there are fewer.
    pub fn first_items<T: TailElem>(self, tail: Tail<X, T>, n: usize) -> Vec<T> {
        assert!(n <= self.tail_len(tail));
        let one = |i: usize| T::from_word(self.load_word(tail.items.offset + 8 * i as u32, Width::W64));
        (0..n).map(one).collect()
    }
}

impl Gc<Header> {
    /// The same object, if it has the type `X`.
    #[inline(always)]
    pub fn cast<X: Object>(self) -> Option<Gc<X>> {
        if self.type_id() == X::ID { Some(Gc::from_value(self.0)) } else { None }
    }
}

/// A double that no immediate word can hold.
pub struct BoxedFloat;

static BOXED_FLOAT_VALUE: FieldDesc = FieldDesc {
    name: "BoxedFloat.value",
    offset: 8,
    width: Width::W64,
    ty: Ty::F64,
    immutable: true,
    quasi_immutable: false,
};
static BOXED_FLOAT: TypeDesc = TypeDesc {
    name: "BoxedFloat",
    type_id: BoxedFloat::ID,
    size: 16,
    fields: &[&BOXED_FLOAT_VALUE],
    tail: None,
};

impl BoxedFloat {
    pub const VALUE: Field<BoxedFloat, f64> = Field::new(&BOXED_FLOAT_VALUE, 8);
}

impl Object for BoxedFloat {
    const ID: u16 = 1;
    const DESC: &'static TypeDesc = &BOXED_FLOAT;
}

impl crate::field::Fixed for BoxedFloat {}
