//! Fibers on the guest stack, and the marks between them.
//!
//! A fiber is a stack of frames of its own. Those that wait for one another lie on the guest stack one above the
//! other; the lowest frame of each, its *foot*, is marked in its header. A fiber that waits for nobody has its
//! frames in a heap object. Whoever moves frames between the two (the kit's `fiber.rs`) does it in an op, word by
//! word: frames hold no address, only distances.
//!
//! ```text
//! | main's frames .. | foot of A | A's frames .. | foot of B | B's frames ..   <- runs
//! ```
//!
//! Frames are whole only where the interpreter runs on an empty native stack. A recording that pauses runs its
//! callee in a loop below itself, and the callee's frame is the outermost one of that run. An op that must move
//! frames beyond it asks for [`Machine::unnest`]: every such loop ends, its recording given up, and the op runs
//! again in the outermost one. The outermost frame of a call from outside is a barrier for good.

use crate::code::CodeRef;
use crate::flow::{Flow, Special, Step};
use crate::frame::{FOOT, OUTERMOST, PAUSED};
use crate::machine::Machine;
use trackway_gc::Value;

/// What the frames from the running one downwards end at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foot {
    /// The lowest frame of a fiber.
    Fiber,
    /// The outermost frame of a run from outside.
    Run,
    /// The callee for which a recording pauses; see [`Machine::unnest`].
    Paused,
}

/// The frames from the running one down to a foot.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub foot: Foot,
    pub frames: u32,
    /// From the foot's callee slot to the running frame's base.
    pub words: u32,
}

/// A frame below the running one, or that itself.
#[derive(Clone, Copy)]
pub struct Saved {
    pub code: CodeRef,
    /// How control comes back from it to its caller; see `return_word`.
    pub back: u64,
    /// Words from its caller's base to its own << 1, and what else the header says of it.
    pub link: u64,
    pub is_foot: bool,
}

/// The link word of a foot whose base is `delta` words above its caller's.
#[doc(hidden)]
pub fn foot_link(delta: u32) -> Value {
    Value::from_bits((delta as u64) << 1 | FOOT)
}

/// Whether a frame's link word is a foot's.
#[doc(hidden)]
pub fn is_foot_link(word: u64) -> bool {
    word & FOOT != 0
}

#[doc(hidden)]
impl Machine {
    /// The frames of the running fiber.
    pub fn extent(&self) -> Extent {
        let (mut base, mut frames, mut words) = (self.base.get(), 1, 4);
        loop {
            // SAFETY: the word below a frame's base is its link.
            let link = unsafe { base.sub(1).read().bits() };
            let foot = match link {
                _ if link & PAUSED != 0 => Some(Foot::Paused),
                _ if link & OUTERMOST != 0 => Some(Foot::Run),
                _ if link & FOOT != 0 => Some(Foot::Fiber),
                _ => None,
            };
            if let Some(foot) = foot {
                return Extent { foot, frames, words };
            }
            let delta = self.header_at(base).delta;
            // SAFETY: the link leads to the caller's base, as in `pop_frame`.
            base = unsafe { base.sub(delta as usize) };
            (frames, words) = (frames + 1, words + delta);
        }
    }

    /// The first of the next `fibers` feet, from the running frame downwards, that frames cannot be moved
    /// across; `Foot::Fiber`: there is none.
    pub fn barrier(&self, fibers: u32) -> Foot {
        let (mut base, mut left) = (self.base.get(), fibers);
        loop {
            // SAFETY: as in `extent`.
            let link = unsafe { base.sub(1).read().bits() };
            if link & PAUSED != 0 {
                return Foot::Paused;
            }
            if link & OUTERMOST != 0 {
                return Foot::Run;
            }
            left -= (link & FOOT != 0) as u32;
            if left == 0 {
                return Foot::Fiber;
            }
            // SAFETY: as in `extent`.
            base = unsafe { base.sub(self.header_at(base).delta as usize) };
        }
    }

    /// The frame whose base is `below` words under the running one's.
    #[inline(always)]
    pub fn saved_frame(&self, below: u32) -> Saved {
        // SAFETY: callers walk from frame to frame.
        let base = unsafe { self.base.get().sub(below as usize) };
        let header = self.header_at(base);
        // SAFETY: the header's return and link words.
        let (back, link) = unsafe { (base.sub(2).read().bits(), base.sub(1).read().bits()) };
        Saved { code: header.code, back, link, is_foot: header.foot || header.outermost }
    }

    /// Tells the guest of the fibers that end with the frames above the one at `base`.
    pub(crate) fn leave_fibers(&self, base: *mut Value) {
        let mut at = self.base.get();
        while at > base && self.code.get().is_some() {
            let header = self.header_at(at);
            if header.foot {
                (self.hooks().fiber_left)(self);
            }
            if header.delta == 0 {
                return;
            }
            // SAFETY: as in `extent`.
            at = unsafe { at.sub(header.delta as usize) };
        }
    }

    /// Whether the running fiber's own frames are within the guest's limit, which those below it count
    /// towards too at first.
    #[cold]
    pub(crate) fn fiber_has_room(&self) -> bool {
        let (mut base, mut frames) = (self.base.get(), 1);
        loop {
            let header = self.header_at(base);
            if header.foot {
                return frames < self.depth_limit.get();
            }
            if self.code.get().is_none() || header.delta == 0 {
                return false;
            }
            // SAFETY: as in `extent`.
            base = unsafe { base.sub(header.delta as usize) };
            frames += 1;
        }
    }

    /// The running frame becomes the outermost one of a run of its own: when it returns or raises, the
    /// interpreter loop ends. [`Machine::end_run`] follows.
    pub fn begin_run(&self) {
        // SAFETY: the word below a frame's base is its link.
        unsafe {
            let at = self.base.get().sub(1);
            at.write(Value::from_bits(at.read().bits() | OUTERMOST | PAUSED));
        }
        self.paused.set(self.paused.get() + 1);
    }

    /// The loop that `begin_run` prepared has ended.
    pub fn end_run(&self) {
        self.paused.set(self.paused.get() - 1);
    }

    /// Ends the loops below paused recordings; the running op runs again without them. Its pc is the machine's.
    #[cold]
    pub fn unnest(&self) -> Step {
        let mut base = self.base.get();
        loop {
            // SAFETY: as in `extent`.
            let link = unsafe { base.sub(1).read().bits() };
            if link & PAUSED != 0 {
                // SAFETY: as above; what is left is the link of the call.
                unsafe { base.sub(1).write(Value::from_bits(link & !(OUTERMOST | PAUSED))) };
            } else if link & OUTERMOST != 0 {
                break;
            }
            // SAFETY: as in `extent`.
            base = unsafe { base.sub(self.header_at(base).delta as usize) };
        }
        self.unnesting.set(true);
        Ok(Flow::special(Special::Unnest))
    }

    /// Whether the interpreter loop has to end for `unnest`.
    pub(crate) fn ends_for_unnest(&self) -> bool {
        if self.paused.get() == 0 {
            self.unnesting.set(false);
        }
        self.unnesting.get()
    }
}
