//! Numbers and texts out of bytes.

use super::{Damaged, Fallible};
use std::ops::Range;

/// Reads on from `at`.
pub(super) struct Reader<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn take(&mut self, n: usize) -> Fallible<&'b [u8]> {
        let end = self.at.checked_add(n).ok_or(Damaged)?;
        let part = self.bytes.get(self.at..end).ok_or(Damaged)?;
        self.at = end;
        Ok(part)
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Fallible<u8> {
        let b = *self.bytes.get(self.at).ok_or(Damaged)?;
        self.at += 1;
        Ok(b)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Fallible<u64> {
        let first = self.byte()?;
        if first < 0x80 { Ok(first as u64) } else { self.long_number(first) }
    }

    #[inline(never)]
    fn long_number(&mut self, first: u8) -> Fallible<u64> {
        let (mut n, mut shift) = ((first & 0x7f) as u64, 7);
        loop {
            let b = self.byte()?;
            n |= ((b & 0x7f) as u64).checked_shl(shift).ok_or(Damaged)?;
            if b < 0x80 {
                return Ok(n);
            }
            shift += 7;
        }
    }

    pub(super) fn signed(&mut self) -> Fallible<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    #[inline]
    pub(super) fn small(&mut self) -> Fallible<u32> {
        self.number()?.try_into().map_err(|_| Damaged)
    }

    /// A number of things that follow, one byte each at least.
    pub(super) fn count(&mut self) -> Fallible<usize> {
        let n = self.number()?;
        if n > self.bytes.len() as u64 { Err(Damaged) } else { Ok(n as usize) }
    }

    /// The place of so many bytes, and past them.
    pub(super) fn range(&mut self) -> Fallible<Range<u32>> {
        let n = self.count()?;
        let start = self.at;
        self.take(n)?;
        Ok(start.try_into().map_err(|_| Damaged)?..self.at.try_into().map_err(|_| Damaged)?)
    }

    pub(super) fn fixed(&mut self) -> Fallible<u32> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into().map_err(|_| Damaged)?))
    }

    pub(super) fn float(&mut self) -> Fallible<f64> {
        Ok(f64::from_bits(u64::from_le_bytes(self.take(8)?.try_into().map_err(|_| Damaged)?)))
    }

    pub(super) fn text(&mut self) -> Fallible<&'b str> {
        let n = self.count()?;
        std::str::from_utf8(self.take(n)?).map_err(|_| Damaged)
    }
}
