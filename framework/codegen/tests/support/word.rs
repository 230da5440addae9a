//! Guest words, written from their definition and independently of the compiler.

/// `None` needs a heap object.
pub fn immediate(f: f64) -> Option<u64> {
    if f.to_bits() == 0 {
        return Some(3);
    }
    let t = f.to_bits().rotate_left(1).wrapping_sub(3 << 61);
    (t != 0 && t < 1 << 62).then_some(t << 2 | 3)
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
    match w {
        3 => 0.0,
        w if w & 3 == 3 => f64::from_bits(((w >> 2).wrapping_add(3 << 61)).rotate_right(1)),
        w => f64::from_bits(field(w, 1)),
    }
}
