//! Guest words, written from their definition and independently of the compiler.

/// `None` needs a heap object.
pub fn immediate(f: f64) -> Option<u64> {
    let (x, two) = (f.abs(), 2f64);
    let fits = x < two.powi(-896)
        || (two.powi(-128)..two.powi(128)).contains(&x)
        || x >= two.powi(896)
        || x.is_nan();
    fits.then_some(f.to_bits().wrapping_add(897 << 52).rotate_left(4))
}

/// A new boxed double.
pub fn boxed(f: f64) -> u64 {
    object(&[1, f.to_bits()])
}

pub fn of_float(f: f64) -> u64 {
    immediate(f).unwrap_or_else(|| boxed(f))
}

/// A new object of these words, header first.
pub fn object(words: &[u64]) -> u64 {
    Vec::leak(words.to_vec()).as_ptr() as u64 + 1
}

/// Word `i` of an object.
pub fn field(w: u64, i: usize) -> u64 {
    assert_eq!(w & 3, 1, "{w:#x} is a pointer");
    // SAFETY: every pointer word in these tests leads to a leaked object of enough words.
    unsafe { *((w - 1) as *const u64).add(i) }
}

pub fn to_float(w: u64) -> f64 {
    if w & 3 == 3 {
        return f64::from_bits(w.rotate_right(4).wrapping_sub(897 << 52));
    }
    f64::from_bits(field(w, 1))
}
