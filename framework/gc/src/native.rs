//! A Rust value owned by a heap object.

use crate::field::Prim;
use crate::heap::Heap;
use std::marker::PhantomData;
use trackway_ir::Ty;

/// A field that owns a boxed Rust value, freed with its object.
///
/// The value must not contain guest words: the collector does not look inside.
pub struct Native<T>(u64, PhantomData<fn() -> T>);

impl<T> Clone for Native<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Native<T> {}

impl<T: 'static> Prim for Native<T> {
    const TY: Ty = Ty::I64;
    fn to_word(self) -> u64 {
        self.0
    }
    fn from_word(word: u64) -> Self {
        Native(word, PhantomData)
    }
}

impl<T: 'static> Native<T> {
    /// To be stored in exactly one field of a new object.
    pub fn new(value: T) -> Native<T> {
        Native(Box::into_raw(Box::new(value)) as u64, PhantomData)
    }

    /// The value; the borrow of the heap stands for "until the next safepoint".
    #[inline(always)]
    pub fn get(self, _heap: &Heap) -> &T {
        // SAFETY: the pointer came from `Box::into_raw` and the owning object is live (it was
        // read to get this handle); it is freed only by `free`, at a safepoint.
        unsafe { &*(self.0 as *const T) }
    }

    /// For finalizers made by `#[derive(Object)]`.
    #[doc(hidden)]
    pub fn free(self) {
        if self.0 != 0 {
            // SAFETY: called once per object by the collector, after the object has died.
            drop(unsafe { Box::from_raw(self.0 as *mut T) });
        }
    }
}
