//! What the collector knows of a type: how large its objects are and where their references lie.
//!
//! Made once from the type's description, so that looking into an object reads one entry of a table
//! and then the object: a bit for each word of the fixed part says whether it may be a reference.

use crate::object::{Gc, Header, Object};
use crate::value::Value;
use trackway_ir::{Ty, TypeDesc, Width};

/// What the heap knows about a type at run time.
#[derive(Clone, Copy)]
pub struct TypeInfo {
    pub desc: &'static TypeDesc,
    pub(crate) finalize: Option<fn(Value)>,
    size: usize,
    references: u64,
    tail: Elements,
    /// Offset of the tail's length.
    len: u32,
    /// Offset of the tail's first element.
    items: u32,
}

/// What a tail is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elements {
    None,
    Bytes,
    /// Words that are no references.
    Plain,
    Values,
}

impl TypeInfo {
    /// # Panics
    /// If a reference lies beyond the 64th word.
    pub fn of<X: Object>() -> TypeInfo {
        let finalize: Option<fn(Value)> = if X::FINALIZE.is_some() {
            Some(|v| X::FINALIZE.expect("checked")(Gc::from_value(v)))
        } else {
            None
        };
        let desc = X::DESC;
        let (len, items, tail) = match desc.tail {
            None => (0, 0, Elements::None),
            Some((len, array)) => {
                let tail = match (array.width, array.ty) {
                    (Width::U8, _) => Elements::Bytes,
                    (_, Ty::Value) => Elements::Values,
                    _ => Elements::Plain,
                };
                (len.offset, array.offset, tail)
            }
        };
        let mut references = 0;
        for field in desc.fields.iter().filter(|f| matches!(f.ty, Ty::Value | Ty::Ref)) {
            assert!(field.offset < 512, "{}: a reference beyond the 64th word", desc.name);
            references |= 1 << (field.offset / 8);
        }
        TypeInfo { desc, finalize, size: desc.size as usize, references, tail, len, items }
    }

    /// Bytes of an object.
    #[inline(always)]
    pub(crate) fn size_of(&self, object: Gc<Header>) -> usize {
        match self.tail {
            Elements::None => self.size,
            Elements::Bytes => (self.size + self.tail_len(object)).next_multiple_of(8),
            Elements::Plain | Elements::Values => self.size + 8 * self.tail_len(object),
        }
    }

    #[inline(always)]
    fn tail_len(&self, object: Gc<Header>) -> usize {
        object.load_word(self.len, Width::W64) as usize
    }

    /// Offset and number of the elements in the tail, if they may be references.
    #[inline(always)]
    pub(crate) fn values(&self, object: Gc<Header>) -> Option<(u32, usize)> {
        (self.tail == Elements::Values).then(|| (self.items, self.tail_len(object)))
    }

    /// Offset of the elements if the tail has more than `n` of them, all words.
    pub(crate) fn longer_than(&self, object: Gc<Header>, n: usize) -> bool {
        matches!(self.tail, Elements::Plain | Elements::Values) && self.tail_len(object) > n
    }

    /// Offset of the tail's first element; 0 without a tail.
    pub(crate) fn items(&self) -> u32 {
        self.items
    }

    /// Calls `f` with the offset of every word of the fixed part that may be a reference; how many.
    #[inline(always)]
    pub(crate) fn each_field(&self, mut f: impl FnMut(u32)) -> usize {
        let mut left = self.references;
        while left != 0 {
            f(8 * left.trailing_zeros());
            left &= left - 1;
        }
        self.references.count_ones() as usize
    }

    /// Calls `f` with the offset of every word of the object that may be a reference.
    #[inline(always)]
    pub(crate) fn each_reference(&self, object: Gc<Header>, mut f: impl FnMut(u32)) {
        self.each_field(&mut f);
        if let Some((items, n)) = self.values(object) {
            (0..n as u32).for_each(|i| f(items + 8 * i));
        }
    }
}
