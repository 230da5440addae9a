//! The contents of bytes-like objects, where they lie.
//!
//! A bytearray is borrowed while its contents are looked at, so who is about to change one lets go
//! of the contents of the others first, or owns them: they may be the same object.

use std::cell::Ref;
use std::ops::Deref;

/// Contents of a bytes-like object.
pub enum Buffer<'m> {
    /// Of bytes, or a string.
    Fixed(&'m [u8]),
    /// Of a bytearray, or a view of one.
    Shared(Ref<'m, [u8]>),
    /// Put together.
    Owned(Vec<u8>),
}

impl Buffer<'_> {
    pub fn into_owned(self) -> Vec<u8> {
        match self {
            Buffer::Owned(bytes) => bytes,
            part => part.to_vec(),
        }
    }
}

impl<'m> Buffer<'m> {
    /// The bytes in `range`, if there are that many.
    pub fn part(self, range: std::ops::Range<usize>) -> Option<Buffer<'m>> {
        Some(match self {
            Buffer::Fixed(all) => Buffer::Fixed(all.get(range)?),
            Buffer::Shared(all) => Buffer::Shared(Ref::filter_map(all, |all| all.get(range)).ok()?),
            Buffer::Owned(all) => Buffer::Owned(all.get(range)?.to_vec()),
        })
    }
}

impl Deref for Buffer<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Buffer::Fixed(bytes) => bytes,
            Buffer::Shared(bytes) => bytes,
            Buffer::Owned(bytes) => bytes,
        }
    }
}

impl Default for Buffer<'_> {
    fn default() -> Self {
        Buffer::Fixed(&[])
    }
}
