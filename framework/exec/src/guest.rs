//! What a guest keeps in Rust, beside the machine or beside code.

use std::any::{Any, TypeId};
use std::cell::{Cell, OnceCell};

type Typed = (TypeId, Box<dyn Any>);

/// A value of a type that only the guest knows; set once.
#[derive(Default)]
pub struct GuestData {
    value: OnceCell<Typed>,
    later: Cell<Option<Box<dyn FnOnce() -> Typed>>>,
}

impl GuestData {
    /// Sets the value; `false` if there is one already.
    pub fn set<G: 'static>(&self, value: G) -> bool {
        self.value.set((TypeId::of::<G>(), Box::new(value))).is_ok()
    }

    /// Sets what makes the value when it is first asked for.
    pub fn set_later<G: 'static>(&self, make: impl FnOnce() -> G + 'static) {
        self.later.set(Some(Box::new(|| (TypeId::of::<G>(), Box::new(make())))));
    }

    #[inline(never)]
    fn make(&self) -> Option<&Typed> {
        let make = self.later.take()?;
        Some(self.value.get_or_init(make))
    }

    /// The value, if it was set and is a `G`.
    #[inline]
    pub fn get<G: 'static>(&self) -> Option<&G> {
        let (id, value) = match self.value.get() {
            Some(there) => there,
            None => self.make()?,
        };
        if *id != TypeId::of::<G>() {
            return None;
        }
        // SAFETY: the box holds a G. `downcast_ref` would call it to ask for its type, and this is
        // done for every call of a function.
        Some(unsafe { &*std::ptr::from_ref(&**value).cast() })
    }
}
