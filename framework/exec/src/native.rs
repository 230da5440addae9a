//! The native stack, as far as compiled code may use it.

/// Bytes that helpers called from the deepest compiled frame may use.
const MARGIN: usize = 256 << 10;

/// The address that compiled code's stack pointer must stay above, on this thread.
///
/// Where the system does not say where the stack ends, a part of what every main thread has.
pub(crate) fn limit() -> u64 {
    let marker = 0u8;
    let here = std::ptr::from_ref(&marker) as usize;
    let end = bounds().unwrap_or(here.saturating_sub(1 << 20));
    (end + MARGIN) as u64
}

/// The lowest address of this thread's stack.
#[cfg(target_os = "linux")]
fn bounds() -> Option<usize> {
    // SAFETY: the attribute object is initialised by `pthread_getattr_np` before it is read, and
    // destroyed once.
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return None;
        }
        let (mut low, mut size) = (std::ptr::null_mut(), 0);
        let known = libc::pthread_attr_getstack(&attributes, &mut low, &mut size) == 0;
        libc::pthread_attr_destroy(&mut attributes);
        known.then_some(low as usize)
    }
}

#[cfg(not(target_os = "linux"))]
fn bounds() -> Option<usize> {
    None
}
