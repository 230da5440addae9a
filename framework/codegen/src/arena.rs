//! Code memory: mappings cut into ranges, first fit, with a free list that merges neighbours.
//!
//! *Invariant:* a range is used by one placement at a time, and is free again only when its
//! [`CodeRange`] is dropped.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::CodegenError;
use crate::install::Mapping;

/// Bytes of a mapping, unless one piece of code needs more.
const MAPPING_BYTES: usize = 1 << 20;

/// Bytes of code memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeUsage {
    /// Address space taken from the system, counted once.
    pub mapped: usize,
    /// Occupied by code that has not been dropped.
    pub used: usize,
}

/// Executable memory; clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    space: Arc<Mutex<Space>>,
}

/// Placed code.
#[derive(Debug)]
pub(crate) struct CodeRange {
    pub address: usize,
    arena: Arena,
    chunk: usize,
    offset: usize,
    len: usize,
}

#[derive(Debug, Default)]
struct Space {
    chunks: Vec<Chunk>,
    usage: CodeUsage,
}

#[derive(Debug)]
struct Chunk {
    mapping: Mapping,
    /// Offset to length; no two neighbours touch.
    free: BTreeMap<usize, usize>,
}

impl Arena {
    /// Copies code into executable memory.
    pub fn place(&self, code: &[u8]) -> Result<CodeRange, CodegenError> {
        let mut space = self.lock();
        let (chunk, offset, len) = space.take(code.len()).map_err(CodegenError::NoMemory)?;
        let placed = space.chunks[chunk].mapping.place(offset, code);
        let address = space.chunks[chunk].mapping.address(offset);
        drop(space);
        // Built before the error is looked at, so that a failure gives the range back.
        let range = CodeRange { address, arena: self.clone(), chunk, offset, len };
        placed.map_err(CodegenError::NoMemory)?;
        Ok(range)
    }

    pub fn usage(&self) -> CodeUsage {
        self.lock().usage
    }

    /// A panic elsewhere leaves the tables whole: every update is a few assignments.
    fn lock(&self) -> MutexGuard<'_, Space> {
        self.space.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for CodeRange {
    fn drop(&mut self) {
        self.arena.lock().give_back(self.chunk, self.offset, self.len);
    }
}

impl Space {
    /// Chunk, offset and rounded length of a free range, now taken.
    fn take(&mut self, bytes: usize) -> Result<(usize, usize, usize), i32> {
        for i in 0..self.chunks.len() {
            if let Some((offset, len)) = self.chunks[i].take(bytes) {
                self.usage.used += len;
                return Ok((i, offset, len));
            }
        }
        let mapping = Mapping::new(bytes.next_multiple_of(MAPPING_BYTES).max(MAPPING_BYTES))?;
        self.usage.mapped += mapping.len();
        let free = BTreeMap::from([(0, mapping.len())]);
        self.chunks.push(Chunk { mapping, free });
        self.take(bytes)
    }

    fn give_back(&mut self, chunk: usize, offset: usize, len: usize) {
        self.usage.used -= len;
        self.chunks[chunk].give_back(offset, len);
    }
}

impl Chunk {
    fn take(&mut self, bytes: usize) -> Option<(usize, usize)> {
        let len = bytes.max(1).next_multiple_of(self.mapping.granule());
        let (&offset, &room) = self.free.iter().find(|(_, room)| **room >= len)?;
        self.free.remove(&offset);
        if room > len {
            self.free.insert(offset + len, room - len);
        }
        Some((offset, len))
    }

    fn give_back(&mut self, mut offset: usize, mut len: usize) {
        if let Some(after) = self.free.remove(&(offset + len)) {
            len += after;
        }
        if let Some((&before, &room)) = self.free.range(..offset).next_back()
            && before + room == offset
        {
            self.free.remove(&before);
            (offset, len) = (before, len + room);
        }
        self.free.insert(offset, len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_reused_and_merge() {
        let arena = Arena::default();
        let a = arena.place(&[0xc3; 100]).unwrap();
        let b = arena.place(&[0xc3; 100]).unwrap();
        let c = arena.place(&[0xc3; 100]).unwrap();
        let (at, used) = (a.address, arena.usage().used);
        assert!(b.address > at && c.address > b.address && used >= 300);
        drop(a);
        drop(b);
        let both = arena.place(&[0xc3; 200]).unwrap();
        assert_eq!(both.address, at, "the freed neighbours make one range");
        drop(both);
        drop(c);
        assert_eq!(arena.usage(), CodeUsage { mapped: MAPPING_BYTES, used: 0 });
    }

    #[test]
    fn large_code_gets_a_mapping_of_its_own() {
        let arena = Arena::default();
        let _small = arena.place(&[0xc3]).unwrap();
        let _large = arena.place(&vec![0xc3; MAPPING_BYTES + 1]).unwrap();
        assert_eq!(arena.usage().mapped, 3 * MAPPING_BYTES);
    }
}
