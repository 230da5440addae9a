//! Asking for an object's cache line before it is needed.

use crate::object::{Gc, Header};

/// Tells the processor that the object's beginning will be looked at soon. May do nothing.
#[inline(always)]
pub(crate) fn prefetch(object: Gc<Header>) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint; it reads nothing and cannot fault.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(object.address().cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = object;
}
