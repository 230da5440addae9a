//! Facts about the run time's memory that compiled code relies on.

/// Words in the context's exit buffer.
pub const EXIT_BUF_WORDS: usize = 512;

/// Byte offsets of the fields of the context, the first parameter of all compiled code.
#[derive(Clone, Copy, Debug)]
pub struct CtxLayout {
    /// u32; nonzero asks for a safepoint.
    pub interrupt: i32,
    /// u64; changes when an assumption fails.
    pub epoch: i32,
    /// i64; polls left, if they are counted. Then [`CtxLayout::COUNTING`] is always set in `interrupt`.
    pub steps: Option<i32>,
    /// u64; nonzero is a pending exception.
    pub pending: i32,
    /// u64; address of the next free byte of the nursery.
    pub nursery_top: i32,
    /// u64; address behind the nursery.
    pub nursery_end: i32,
    /// u64; the exit last taken.
    pub exit_id: i32,
    /// i64; guest frames entered minus left.
    pub depth: i32,
    /// i64; guest frames that compiled code may have.
    pub depth_limit: i32,
    /// u64; the lowest stack pointer with which compiled code may call compiled code.
    pub native_limit: i32,
    /// u64; what a trace entered from Rust returned.
    pub result: i32,
    /// The first of [`EXIT_BUF_WORDS`] words.
    pub exit_buf: i32,
}

impl CtxLayout {
    /// The bit of the interrupt word that says that polls are counted.
    pub const COUNTING: u32 = 8;
}

/// Addresses of run-time functions (C calling convention) for the cold paths.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeCalls {
    /// `(ctx, f64) -> word`: a double the immediate form cannot hold.
    pub box_float: usize,
    /// `(ctx, bytes: u64) -> address`: never fails, never collects.
    pub alloc_slow: usize,
    /// `(ctx, base)`: the exit in `exit_id` was taken by the activation with this base.
    pub leave: usize,
    /// `(ctx, base)`: a function without code was called, with this frame.
    pub leave_at_entry: usize,
    /// `(ctx, base)`: a callee left to the interpreter; the caller's exit is in `exit_id`.
    pub unwound: usize,
    /// `(ctx, exception, code, pc)`: a frame of this code is left by the exception.
    pub note_traceback: usize,
    /// `(ctx, word, item)`: the object is about to receive a possibly younger pointer, as the element
    /// with this number; -1: in a field.
    pub barrier: usize,
}

/// Guest words: `..0` small integer, `01` pointer, `11` immediate double.
pub(crate) mod word {
    /// Subtracted from a pointer word to get the address.
    pub const POINTER_TAG: i32 = 1;
    pub const TAG_MASK: i64 = 3;
    pub const TAG_POINTER: i64 = 1;
    pub const TAG_FLOAT: i64 = 3;
    pub const SMALL_MASK: i64 = 1;
    /// An immediate double is `bits + FLOAT_BIAS`, rotated left by this, if its tag comes out.
    pub const FLOAT_ROTATION: i64 = 4;
    pub const FLOAT_BIAS: i64 = 897 << 52;

    /// The immediate word of a double, where there is one.
    pub fn immediate(bits: u64) -> Option<i64> {
        let word = bits.wrapping_add(FLOAT_BIAS as u64).rotate_left(FLOAT_ROTATION as u32) as i64;
        (word & TAG_MASK == TAG_FLOAT).then_some(word)
    }
}

/// Frames: words below the base.
pub(crate) mod frame {
    /// Bytes from the base to the callee's word.
    pub const CALLEE: i32 = -32;
    /// Bytes from the base to the return word.
    pub const RETURN: i32 = -16;
    /// In the return word: compiled code returns the result to its caller.
    pub const NATIVE: i64 = 1 << 3;
    /// Lowest bit of what becomes of the result.
    pub const RET_SHIFT: u32 = 1;
    pub const RET_MASK: i64 = 3 << RET_SHIFT;
}

/// How an activation of compiled code ended: the second word that it returns.
pub mod status {
    /// The first word is the result of the activation's root frame.
    pub const RETURNED: i64 = 0;
    /// Every frame has been written, and the machine stands at an op boundary in the last one.
    pub const UNWOUND: i64 = 1;
    /// The root frame is left by the pending exception, which has been noted for it. The first word is
    /// the place in the frame.
    pub const RAISED: i64 = 2;
}

/// Objects: an 8-byte header (bits 0..16 type, 16..24 collector, 32..64 shape), then fields.
pub(crate) mod object {
    /// Of objects and their sizes.
    pub const ALIGN: i64 = 8;
    /// u16 at this offset.
    pub const TYPE_ID: i32 = 0;
    /// u8 at this offset.
    pub const GC_FLAGS: i32 = 2;
    /// In the flags byte: old, and not yet in the remembered set.
    pub const NEEDS_BARRIER: i64 = 1;
    pub const FLOAT_TYPE_ID: i64 = 1;
    /// The double in a boxed double.
    pub const FLOAT_VALUE: i32 = 8;
}
