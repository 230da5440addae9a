//! The old space: objects that stay where they are until they die.
//!
//! ```text
//! class of 24 bytes:  block | header .. | 0 free-> | header .. | 0 free-> | never used ..
//!                     block | ...
//! ```
//! Small objects lie in blocks of equal cells; a cell whose first word is 0 is free and holds the
//! next free one. After marking, blocks are swept one by one, when their class runs out of cells:
//! a collection does not pay for the dead. Blocks without live cells go back to a common pool.
//!
//! Invariant: an unswept block is not allocated from, so whatever is unmarked in it is dead.

use crate::object::{FLAG_MARKED, Gc, Header};
use crate::value::Value;
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};
use trackway_ir::Width;

const BLOCK: usize = 64 << 10;
/// Objects above this size are allocated one by one.
const LARGEST_CELL: usize = 8 << 10;
/// Up to this size there is a class for each multiple of 8.
const EXACT: usize = 512;
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
    blocks: Vec<Block>,
    /// Blocks from here on are not swept.
    swept: usize,
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
        let classes = sizes.iter().map(|&cell| Class { cell, free: 0, blocks: Vec::new(), swept: 0 });
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
    fn take(&mut self, pool: &mut Vec<usize>) -> usize {
        loop {
            if self.free != 0 {
                let cell = self.free;
                self.free = object(cell).load_word(8, Width::W64) as usize;
                return cell;
            }
            if self.swept < self.blocks.len() {
                self.sweep_one(pool);
                continue;
            }
            match self.blocks.last_mut() {
                Some(b) if b.used + self.cell <= BLOCK => {
                    b.used += self.cell;
                    return b.start + b.used - self.cell;
                }
                _ => {
                    let start = pool.pop().unwrap_or_else(|| allocate(BLOCK));
                    self.blocks.push(Block { start, used: 0 });
                    self.swept = self.blocks.len();
                }
            }
        }
    }

    /// Sweeps the next block: marks go, what has none becomes free.
    fn sweep_one(&mut self, pool: &mut Vec<usize>) {
        let block = &self.blocks[self.swept];
        let (mut head, mut last, mut live) = (0, 0, false);
        for cell in (block.start..block.start + block.used).step_by(self.cell) {
            let o = object(cell);
            if is_marked(o) {
                o.set_header_word(o.header_word() & !FLAG_MARKED);
                live = true;
                continue;
            }
            o.set_header_word(0);
            o.store_word(8, Width::W64, head as u64);
            head = cell;
            if last == 0 {
                last = cell;
            }
        }
        if !live {
            let block = self.blocks.swap_remove(self.swept);
            if pool.len() < POOL {
                pool.push(block.start);
            } else {
                free(block.start, BLOCK);
            }
            return;
        }
        if head != 0 {
            object(last).store_word(8, Width::W64, self.free as u64);
            self.free = head;
        }
        self.swept += 1;
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
            while class.swept < class.blocks.len() {
                if left == 0 {
                    return true;
                }
                class.sweep_one(&mut self.pool.borrow_mut());
                left -= 1;
            }
        }
        left < blocks
    }

    /// After marking, which found `live` bytes: what has no mark is dead.
    pub(crate) fn begin_sweep(&self, live: usize) {
        for class in self.classes.borrow_mut().iter_mut() {
            (class.free, class.swept) = (0, 0);
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
        let blocks = self.classes.get_mut().iter().flat_map(|c| &c.blocks).map(|b| b.start);
        blocks.chain(self.pool.get_mut().drain(..)).for_each(|start| free(start, BLOCK));
        self.large.get_mut().drain(..).for_each(|(address, size)| free(address, size));
    }
}
