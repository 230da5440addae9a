//! What a guest keeps in Rust, beside the machine or beside code.

use std::any::{Any, TypeId};
use std::cell::OnceCell;

/// A value of a type that only the guest knows; set once.
#[derive(Default)]
pub struct GuestData(OnceCell<(TypeId, Box<dyn Any>)>);

impl GuestData {
    /// Sets the value; `false` if there is one already.
    pub fn set<G: 'static>(&self, value: G) -> bool {
        self.0.set((TypeId::of::<G>(), Box::new(value))).is_ok()
    }

    /// The value, if it was set and is a `G`.
    #[inline]
    pub fn get<G: 'static>(&self) -> Option<&G> {
        let (id, value) = self.0.get()?;
        if *id != TypeId::of::<G>() {
            return None;
        }
        // SAFETY: the box holds a G. `downcast_ref` would call it to ask for its type, and this is
        // done for every call of a function.
        Some(unsafe { &*std::ptr::from_ref(&**value).cast() })
    }
}
