//! How helpers' arguments and results cross the border to compiled code.

use crate::flow::Raise;
use crate::machine::Machine;
use trackway_gc::Prim;

/// A [`Prim`] as the C calling convention passes it: a word, or a double in a float register.
#[diagnostic::on_unimplemented(
    message = "a residual helper cannot take or return `{Self}`",
    label = "not one word",
    note = "helpers take and return words: Value, Gc<..>, i64, f64, bool, Small, CodeRef"
)]
pub trait Abi: Prim {
    type Abi: Default;
    fn to_abi(self) -> Self::Abi;
    fn from_abi(abi: Self::Abi) -> Self;
}

macro_rules! word_abi {
    ($($t:ty),*) => {$(
        impl Abi for $t {
            type Abi = u64;
            fn to_abi(self) -> u64 {
                self.to_word()
            }
            fn from_abi(abi: u64) -> Self {
                <Self as Prim>::from_word(abi)
            }
        }
    )*};
}
word_abi!(trackway_gc::Value, trackway_gc::Small, i64, bool, (), crate::code::CodeRef);

impl<X: 'static> Abi for trackway_gc::Gc<X> {
    type Abi = u64;
    fn to_abi(self) -> u64 {
        self.to_word()
    }
    fn from_abi(abi: u64) -> Self {
        Self::from_word(abi)
    }
}

impl Abi for f64 {
    type Abi = f64;
    fn to_abi(self) -> f64 {
        self
    }
    fn from_abi(abi: f64) -> f64 {
        abi
    }
}

/// The result of a helper that may raise: where it did, the pending exception tells.
#[doc(hidden)]
pub fn abi_result<R: Abi>(_machine: &Machine, result: Result<R, Raise>) -> R::Abi {
    match result {
        Ok(r) => r.to_abi(),
        Err(Raise) => R::Abi::default(),
    }
}
