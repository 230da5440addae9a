//! Guest words and references as dynamic values.

use crate::mode::{Mode, T};
use trackway_gc::{Gc, Header, Object, Small, Value};
use trackway_ir::Op;

/// What a dynamic word turned out to hold.
pub enum KindT<M: Mode> {
    Small(T<M, Small>),
    Float(T<M, f64>),
    /// A heap object that is not a boxed double.
    Object(T<M, Gc<Header>>),
}

impl<M: Mode> T<M, Value> {
    /// Decides what the word holds.
    #[inline(always)]
    pub fn kind(self) -> KindT<M> {
        if let Some(s) = self.as_small() {
            KindT::Small(s)
        } else if let Some(f) = self.as_float() {
            KindT::Float(f)
        } else {
            KindT::Object(self.assume_object())
        }
    }

    /// Decides.
    #[inline(always)]
    pub fn as_small(self) -> Option<T<M, Small>> {
        if M::test1(Op::IsSmall, self.0, Value::is_small) { Some(self.assume_small()) } else { None }
    }

    /// Decides.
    #[inline(always)]
    pub fn as_float(self) -> Option<T<M, f64>> {
        if M::test1(Op::IsFloat, self.0, Value::is_float) {
            Some(T(M::op1(Op::Unbox, self.0, Value::assume_float)))
        } else {
            None
        }
    }

    /// Decides.
    #[inline(always)]
    pub fn as_object(self) -> Option<T<M, Gc<Header>>> {
        let is_object = |v: Value| v.is_pointer() && !v.is_float();
        if M::test1(Op::IsRef, self.0, is_object) { Some(self.assume_object()) } else { None }
    }

    /// The object, if the word refers to one of type `O`. Decides.
    #[inline(always)]
    pub fn cast<O: Object>(self, m: M) -> Option<T<M, Gc<O>>> {
        m.cast::<O>(self.as_object()?)
    }

    #[inline(always)]
    fn assume_small(self) -> T<M, Small> {
        T(M::op1(Op::ToSmall, self.0, Value::assume_small))
    }

    #[inline(always)]
    fn assume_object(self) -> T<M, Gc<Header>> {
        T(M::op1(Op::ToRef, self.0, Gc::assume))
    }

    /// The same object, by [`Value::is_same`]: doubles are the same if their numbers are. Decides.
    #[inline(always)]
    pub fn is(self, other: T<M, Value>) -> bool {
        if self.is_word(other) {
            return true;
        }
        // What is constant answers without a guard.
        let (a, b) = if other.is_constant() { (other, self) } else { (self, other) };
        match a.as_float() {
            Some(x) => b.as_float().is_some_and(|y| x.is_same_number(y)),
            None => false,
        }
    }

    /// The word is this static one, which is no double. Decides.
    #[inline(always)]
    pub fn is_static(self, other: Value) -> bool {
        self.is_word(T::lit(other))
    }

    #[inline(always)]
    fn is_word(self, other: T<M, Value>) -> bool {
        M::test2(Op::SameWord, self.0, other.0, |a: Value, b: Value| a == b)
    }
}

/// Both words as small integers. Decides; one fused test when run.
#[inline(always)]
pub fn smalls<M: Mode>(a: T<M, Value>, b: T<M, Value>) -> Option<(T<M, Small>, T<M, Small>)> {
    if M::both_small(a.0, b.0) { Some((a.assume_small(), b.assume_small())) } else { None }
}

impl<M: Mode, O: 'static> T<M, Gc<O>> {
    /// Made by the trace under construction, so that it is no object at all unless it gets away: looking into it
    /// costs nothing there, handing it to a helper costs its allocation. Never so when run; both ways that an op
    /// takes must come to the same.
    #[inline(always)]
    pub fn is_virtual(self) -> bool {
        M::is_virtual(self.0)
    }

    #[inline(always)]
    pub fn value(self) -> T<M, Value> {
        T(M::op1(Op::OfRef, self.0, Gc::value))
    }

    /// The same object, its type forgotten.
    #[inline(always)]
    pub fn erase(self) -> T<M, Gc<Header>> {
        self.assume()
    }

    /// The same object under another type; the caller has tested it.
    #[inline(always)]
    pub(crate) fn assume<P: 'static>(self) -> T<M, Gc<P>> {
        let v = M::op1(Op::OfRef, self.0, Gc::value);
        T(M::op1(Op::ToRef, v, Gc::assume))
    }

    /// The same object. Decides.
    #[inline(always)]
    pub fn same(self, other: T<M, Gc<O>>) -> bool {
        M::test2(Op::SameRef, self.0, other.0, |a: Gc<O>, b: Gc<O>| a == b)
    }
}
