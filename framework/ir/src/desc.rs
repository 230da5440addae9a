//! What the trace knows about memory and helpers: static descriptions, compared by address.

use crate::Ty;

/// Size and signedness of a word in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// Zero-extended.
    U8,
    /// Zero-extended.
    U16,
    /// Zero-extended.
    U32,
    W64,
}

/// One field of a heap type.
#[derive(Debug)]
pub struct FieldDesc {
    /// `Type.field`, as printed in traces.
    pub name: &'static str,
    /// Bytes from the object's first word (its header).
    pub offset: u32,
    pub width: Width,
    pub ty: Ty,
    /// Never written after the object is initialised.
    pub immutable: bool,
    /// Immutable but for writes that invalidate every trace that read it.
    pub quasi_immutable: bool,
}

/// The varying tail of a heap type: equal elements one after another.
#[derive(Debug)]
pub struct ArrayDesc {
    /// `Type[]`, as printed in traces.
    pub name: &'static str,
    /// Bytes from the header to the first element.
    pub offset: u32,
    pub width: Width,
    pub ty: Ty,
    /// Never written after the object is initialised.
    pub immutable: bool,
}

/// The layout of a heap type, as far as allocation needs it.
#[derive(Debug)]
pub struct TypeDesc {
    pub name: &'static str,
    /// The number in the header's low 16 bits.
    pub type_id: u16,
    /// Bytes without the tail, header included; a multiple of 8.
    pub size: u32,
    /// Every field but the header, in order of offset.
    pub fields: &'static [&'static FieldDesc],
    /// The field that holds the tail's length as an I64, and the tail.
    pub tail: Option<(&'static FieldDesc, &'static ArrayDesc)>,
}

/// What a helper may do, from weakest to strongest. An unannotated helper is `Any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The result depends on the arguments only: may be folded, shared, moved and dropped.
    Elidable,
    /// Reads mutable memory: may be dropped, and shared until the next write.
    Reads,
    /// Allocates: may be dropped.
    Allocates,
    /// Doing it twice is doing it once (interning, filling a cache).
    Repeatable,
    /// Reads and writes anything.
    Any,
}

/// A Rust function that compiled code calls.
///
/// Its address has the C calling convention, takes the context pointer and then one machine
/// word per argument (`F64` in a float register) and returns one word (or a float, or nothing).
#[derive(Debug)]
pub struct HelperDesc {
    pub name: &'static str,
    pub address: fn() -> usize,
    pub args: &'static [Ty],
    pub ret: Ty,
    pub effect: Effect,
    /// May leave an exception in the context; the caller must look.
    pub raises: bool,
}

macro_rules! by_address {
    ($($t:ty),*) => {$(
        impl PartialEq for $t {
            fn eq(&self, other: &$t) -> bool {
                std::ptr::eq(self, other)
            }
        }
        impl Eq for $t {}
        impl std::hash::Hash for $t {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                std::ptr::from_ref(self).hash(state);
            }
        }
    )*};
}
by_address!(FieldDesc, ArrayDesc, TypeDesc, HelperDesc);
