//! The old space: objects that stay where they are until they die.
//!
//! ```text
//! class of 24 bytes:  block | header .. | 0 free-> | header .. | 0 free-> | never used ..
//!                     block | ...
//! ```
//! Small objects lie in blocks of equal cells; a cell whose first word is 0 is free and holds the
//! next free one. After marking, blocks are swept one by one, when their class runs out of cells:
//! a collection does not pay for the dead. A class that finds no cell in a few blocks takes a fresh one, so
//! an allocation does not pay for a heap in which nothing has died. Blocks without live cells go back
//! to a common pool.
//!
//! Invariant: an unswept block is not allocated from, so whatever is unmarked in it is dead.

use crate::object::{FLAG_MARKED, Gc, Header};
use crate::prefetch::prefetch;
use crate::value::Value;
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};
use trackway_ir::Width;

const BLOCK: usize = 64 << 10;
/// Objects above this size are allocated one by one.
const LARGEST_CELL: usize = 8 << 10;
/// Up to this size there is a class for each multiple of 8.
const EXACT: usize = 512;
/// Blocks swept for one cell before a fresh block is taken.
const PATIENCE: usize = 4;
/// Distance in bytes at which a sweep asks for the headers below: it waits for little else.
const SWEEP_AHEAD: usize = 4 << 10;
/// Empty blocks kept for reuse.
const POOL: usize = 64;

/// See the module.
pub(crate) struct OldSpace {
    classes: RefCell<Vec<Class>>,
    /// Class by size in words.
    class_of: Box<[u8]>,
    pool: RefCell<Vec<usize>>,
    large: RefCell<Vec<(usize, usize)>>,
    natives: RefCell<Vec<Gc<Header>>>,
    bytes: Cell<usize>,
}

/// Blocks of cells of one size.
struct Class {
    cell: usize,
    /// Address of the first free cell, or 0.
    free: usize,
    /// The last one may have cells that were never used.
    blocks: Vec<Block>,
    unswept: Vec<Block>,
}

struct Block {
    start: usize,
    /// Bytes given out so far.
    used: usize,
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size, 8).expect("object size within the address space")
}

fn allocate(size: usize) -> usize {
    // SAFETY: the size is at least a header's.
    let p = unsafe { alloc(layout(size)) };
    if p.is_null() {
        handle_alloc_error(layout(size));
    }
    p as usize
}

fn free(address: usize, size: usize) {
    // SAFETY: allocated by `allocate` with this size; nothing in it is reachable.
    unsafe { dealloc(address as *mut u8, layout(size)) };
}

fn object(address: usize) -> Gc<Header> {
    Gc::from_value(Value::from_bits(address as u64 + 1))
}

fn is_marked(o: Gc<Header>) -> bool {
    o.header_word() & FLAG_MARKED != 0
}

/// Sizes of cells: every multiple of 8, then in steps of an eighth.
fn cell_sizes() -> Vec<usize> {
    let mut sizes: Vec<usize> = (2..=EXACT / 8).map(|w| 8 * w).collect();
    while let Some(&last) = sizes.last()
        && last < LARGEST_CELL
    {
        sizes.push((last + last / 8).next_multiple_of(8).min(LARGEST_CELL));
    }
    sizes
}

impl Default for OldSpace {
    fn default() -> OldSpace {
        let sizes = cell_sizes();
        let class = |words: usize| sizes.iter().position(|s| *s >= 8 * words).expect("a class") as u8;
        let class_of = (0..=LARGEST_CELL / 8).map(class).collect();
        let classes =
            sizes.iter().map(|&cell| Class { cell, free: 0, blocks: Vec::new(), unswept: Vec::new() });
        OldSpace {
            classes: RefCell::new(classes.collect()),
            class_of,
            pool: RefCell::default(),
            large: RefCell::default(),
            natives: RefCell::default(),
            bytes: Cell::new(0),
        }
    }
}

impl Class {
    /// Takes a cell; sweeps where none is free.
    #[inline(always)]
    fn take(&mut self, pool: &mut Vec<usize>) -> usize {
        if self.free == 0 {
            return self.take_slow(pool);
        }
        let cell = self.free;
        self.free = object(cell).load_word(8, Width::W64) as usize;
        cell
    }

    /// A cell that was never used; where there is none, one that sweeping finds; else of a fresh block.
    #[inline(never)]
    fn take_slow(&mut self, pool: &mut Vec<usize>) -> usize {
        let cell = self.cell;
        let has_room = |b: &Block| b.used + cell <= BLOCK;
        if !self.blocks.last().is_some_and(has_room) {
            for _ in 0..PATIENCE {
                if !self.sweep_one(pool) {
                    break;
                }
                if self.free != 0 {
                    return self.take(pool);
                }
            }
            let start = pool.pop().unwrap_or_else(|| allocate(BLOCK));
            self.blocks.push(Block { start, used: 0 });
        }
        let block = self.blocks.last_mut().expect("one with room");
        block.used += cell;
        block.start + block.used - cell
    }

    /// Sweeps the next block: marks go, what has none becomes free. `false`: there is none.
    fn sweep_one(&mut self, pool: &mut Vec<usize>) -> bool {
        let Some(mut block) = self.unswept.pop() else { return false };
        let (before, mut live) = (self.free, false);
        let cells = BLOCK / self.cell;
        // From the end, so that cells are given out in the order of their addresses.
        for i in (0..cells).rev() {
            let (at, cell) = (i * self.cell, block.start + i * self.cell);
            let o = object(cell);
            // Beyond the block's start too: a hint reads nothing.
            prefetch(object(cell.wrapping_sub(SWEEP_AHEAD)));
            if at < block.used && is_marked(o) {
                o.set_header_word(o.header_word() & !FLAG_MARKED);
                live = true;
                continue;
            }
            o.set_header_word(0);
            o.store_word(8, Width::W64, self.free as u64);
            self.free = cell;
        }
        if live {
            block.used = cells * self.cell;
            self.blocks.push(block);
            // The block with cells that were never used stays the last.
            if let n @ 2.. = self.blocks.len() {
                self.blocks.swap(n - 2, n - 1);
            }
            return true;
        }
        self.free = before;
        if pool.len() < POOL {
            pool.push(block.start);
        } else {
            free(block.start, BLOCK);
        }
        true
    }
}

impl OldSpace {
    /// Bytes of the objects, those that died since the last marking included.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// `size` bytes, uninitialised.
    pub(crate) fn alloc(&self, size: usize) -> usize {
        self.bytes.set(self.bytes.get() + size);
        if size > LARGEST_CELL {
            let address = allocate(size);
            self.large.borrow_mut().push((address, size));
            return address;
        }
        let class = self.class_of[size.div_ceil(8)] as usize;
        self.classes.borrow_mut()[class].take(&mut self.pool.borrow_mut())
    }

    pub(crate) fn add_native(&self, object: Gc<Header>) {
        self.natives.borrow_mut().push(object);
    }

    /// Finalizes the natives for which `alive` is false.
    pub(crate) fn sweep_natives(&self, alive: impl Fn(Gc<Header>) -> bool, finalize: impl Fn(Gc<Header>)) {
        self.natives.borrow_mut().retain(|&o| {
            let keep = alive(o);
            if !keep {
                finalize(o);
            }
            keep
        });
    }

    /// Sweeps so many blocks, if there are; `false`: no object has a mark any more.
    pub(crate) fn sweep_some(&self, blocks: usize) -> bool {
        let mut left = blocks;
        for class in self.classes.borrow_mut().iter_mut() {
            while left > 0 && class.sweep_one(&mut self.pool.borrow_mut()) {
                left -= 1;
            }
        }
        left < blocks
    }

    /// After marking, which found `live` bytes: what has no mark is dead.
    pub(crate) fn begin_sweep(&self, live: usize) {
        for class in self.classes.borrow_mut().iter_mut() {
            class.free = 0;
            class.unswept.append(&mut class.blocks);
        }
        self.large.borrow_mut().retain(|&(address, size)| {
            let o = object(address);
            let kept = is_marked(o);
            o.set_header_word(o.header_word() & !FLAG_MARKED);
            if !kept {
                free(address, size);
            }
            kept
        });
        self.bytes.set(live);
    }

    /// Every object that was alive at the last marking or came later.
    pub(crate) fn for_each(&self, mut f: impl FnMut(Gc<Header>)) {
        while self.sweep_some(usize::MAX) {}
        for class in self.classes.borrow().iter() {
            for b in &class.blocks {
                for cell in (b.start..b.start + b.used).step_by(class.cell) {
                    if object(cell).header_word() != 0 {
                        f(object(cell));
                    }
                }
            }
        }
        self.large.borrow().iter().for_each(|&(address, _)| f(object(address)));
    }
}

impl Drop for OldSpace {
    fn drop(&mut self) {
        let classes = self.classes.get_mut().iter();
        let blocks = classes.flat_map(|c| c.blocks.iter().chain(&c.unswept)).map(|b| b.start);
        blocks.chain(self.pool.get_mut().drain(..)).for_each(|start| free(start, BLOCK));
        self.large.get_mut().drain(..).for_each(|(address, size)| free(address, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 32;
    const CELLS: usize = BLOCK / SIZE;

    /// So many objects with a mark, and the space after a marking that found them all.
    fn marked(n: usize) -> (OldSpace, Vec<usize>) {
        let space = OldSpace::default();
        let all: Vec<usize> = (0..n).map(|_| space.alloc(SIZE)).collect();
        all.iter().for_each(|at| object(*at).set_header_word(FLAG_MARKED | 1));
        (space, all)
    }

    fn count(space: &OldSpace) -> usize {
        let mut n = 0;
        space.for_each(|_| n += 1);
        n
    }

    #[test]
    fn an_allocation_sweeps_a_few_blocks_only() {
        let (space, all) = marked(10 * CELLS);
        space.begin_sweep(all.len() * SIZE);
        let unswept = || space.classes.borrow().iter().map(|c| c.unswept.len()).sum::<usize>();
        assert_eq!(unswept(), 10);
        for left in [10 - PATIENCE; 3] {
            object(space.alloc(SIZE)).set_header_word(1);
            assert_eq!(unswept(), left, "a fresh block has room for the next ones");
        }
        assert!(space.sweep_some(2) && unswept() == 4 && space.sweep_some(9) && unswept() == 0);
        assert!(!space.sweep_some(1));
        assert_eq!(count(&space), all.len() + 3);
    }

    #[test]
    fn the_dead_make_room_in_order() {
        let (space, all) = marked(2 * CELLS + 5);
        let dead = [3, 4, CELLS + 7];
        dead.iter().for_each(|i| object(all[*i]).set_header_word(1));
        space.begin_sweep((all.len() - dead.len()) * SIZE);
        assert_eq!(count(&space), all.len() - dead.len());
        let mut free: Vec<usize> = (0..CELLS - 2).map(|_| space.alloc(SIZE)).collect();
        for at in &free {
            assert_eq!(object(*at).header_word(), 0, "it was free");
            object(*at).set_header_word(1);
        }
        free.dedup();
        assert_eq!(free.len(), CELLS - 2);
        assert!(dead.iter().all(|i| free.contains(&all[*i])));
        assert_eq!(
            free.iter().position(|a| *a == all[4]),
            free.iter().position(|a| *a == all[3]).map(|i| i + 1)
        );
    }

    #[test]
    fn empty_blocks_go_back() {
        let (space, all) = marked(3 * CELLS);
        all[CELLS..].iter().for_each(|at| object(*at).set_header_word(1));
        space.begin_sweep(CELLS * SIZE);
        while space.sweep_some(1) {}
        let spare = space.pool.borrow().len();
        assert_eq!((spare, count(&space)), (2, CELLS));
    }
}
