//! Typed access to fields: the description of a field and its Rust type, in one constant.

use crate::object::{Gc, Object};
use crate::value::{Small, Value};
use std::marker::PhantomData;
use trackway_ir::{ArrayDesc, FieldDesc, Ty, Width};

/// What a trace value, a register or a field may hold: a type of at most one machine word.
pub trait Prim: Copy + 'static {
    const TY: Ty;
    fn to_word(self) -> u64;
    fn from_word(word: u64) -> Self;
    /// A trace has the value as a constant from now on.
    fn met_by_trace(self) {}
}

macro_rules! prim {
    ($t:ty, $ty:ident, |$a:ident| $to:expr, |$b:ident| $from:expr) => {
        impl Prim for $t {
            const TY: Ty = Ty::$ty;
            #[inline(always)]
            fn to_word(self) -> u64 {
                let $a = self;
                $to
            }
            #[inline(always)]
            fn from_word($b: u64) -> Self {
                $from
            }
        }
    };
}
prim!(Value, Value, |v| v.bits(), |w| Value::from_bits(w));
prim!(Small, Small, |v| v.word() as u64, |w| Small::from_word(w as i64));
prim!(i64, I64, |v| v as u64, |w| w as i64);
prim!(f64, F64, |v| v.to_bits(), |w| f64::from_bits(w));
prim!(bool, Bool, |v| v as u64, |w| w != 0);
prim!((), Void, |_v| 0, |_w| ());

impl<X: 'static> Prim for Gc<X> {
    const TY: Ty = Ty::Ref;
    #[inline(always)]
    fn to_word(self) -> u64 {
        self.value().bits()
    }
    #[inline(always)]
    fn from_word(word: u64) -> Self {
        Gc::from_value(Value::from_bits(word))
    }
}

/// Where a field is. The description is a static of another crate, into which the compiler does
/// not look; offset and width stand here again so that an access becomes one instruction.
#[derive(Clone, Copy)]
pub struct At {
    pub desc: &'static FieldDesc,
    pub offset: u32,
    pub width: Width,
}

/// Where a tail's elements are; as [`At`].
#[derive(Clone, Copy)]
pub struct ItemsAt {
    pub desc: &'static ArrayDesc,
    pub offset: u32,
    pub width: Width,
}

/// A field of `O` that holds an `X`. Made by `#[derive(Object)]`.
pub struct Field<O, X> {
    pub at: At,
    marker: PhantomData<fn(O) -> X>,
}

/// A field of `O` that is written so rarely that traces take it for immutable. So it is not written as others are,
/// but with `Machine::set_quasi`, which invalidates the traces that read it. Made by `#[derive(Object)]`.
pub struct Quasi<O, X>(pub(crate) Field<O, X>);

/// A field that can be read.
pub trait Readable<O>: Copy {
    type Word: Prim;
    fn at(self) -> At;
}

impl<O: Object, X: Prim> Readable<O> for Field<O, X> {
    type Word = X;
    #[inline(always)]
    fn at(self) -> At {
        self.at
    }
}

impl<O: Object, X: Prim> Readable<O> for Quasi<O, X> {
    type Word = X;
    #[inline(always)]
    fn at(self) -> At {
        self.0.at
    }
}

/// The varying tail of `O`. Made by `#[derive(Object)]`.
pub struct Tail<O, X> {
    pub len: At,
    pub items: ItemsAt,
    marker: PhantomData<fn(O) -> X>,
}

/// Stands for the varying tail in the struct that `#[derive(Object)]` reads.
pub struct Elements<X>(PhantomData<X>);

/// Types a tail can be made of.
pub trait TailElem: Prim {}
impl TailElem for Value {}
impl TailElem for i64 {}
impl TailElem for f64 {}

/// Implemented by heap types without a tail; `Heap::alloc` takes only those.
pub trait Fixed: Object {}

impl<O, X> Clone for Field<O, X> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<O, X> Copy for Field<O, X> {}
impl<O, X> Clone for Quasi<O, X> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<O, X> Copy for Quasi<O, X> {}
impl<O, X> Clone for Tail<O, X> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<O, X> Copy for Tail<O, X> {}

impl<O: Object, X: Prim> Field<O, X> {
    /// For `#[derive(Object)]`, which computes the description from the struct.
    ///
    /// Invariant: `desc` describes a field of `O` that holds an `X`, a whole word at `offset`. The
    /// function is not marked
    /// unsafe because derived code must compile where unsafe code is forbidden.
    #[doc(hidden)]
    pub const fn new(desc: &'static FieldDesc, offset: u32) -> Self {
        Field { at: At { desc, offset, width: Width::W64 }, marker: PhantomData }
    }
}

impl<O: Object, X: Prim> Quasi<O, X> {
    /// For `#[derive(Object)]`, as [`Field::new`].
    #[doc(hidden)]
    pub const fn new(desc: &'static FieldDesc, offset: u32) -> Self {
        Quasi(Field::new(desc, offset))
    }

    /// For the machine, which invalidates what relied on the field.
    #[doc(hidden)]
    pub fn field(self) -> Field<O, X> {
        self.0
    }
}

impl<O: Object, X: Prim> Tail<O, X> {
    /// For `#[derive(Object)]`.
    ///
    /// Invariant: `desc` describes the tail of `O`, made of `X`, and `len` the field with its length.
    #[doc(hidden)]
    pub const fn new(len: &'static FieldDesc, desc: &'static ArrayDesc, offset: u32, width: Width) -> Self {
        let len = At { desc: len, offset: 8, width: Width::W64 };
        Tail { len, items: ItemsAt { desc, offset, width }, marker: PhantomData }
    }
}
