//! Frames on the guest stack.
//!
//! ```text
//! window: | callee | code | return | link | register 0 ... |
//!                                           ^ base
//! code    pointer << 1
//! return  caller's next instruction << 32 | destination << 4 | native << 3 | what becomes of the result << 1
//! link    distance to the caller's base in words << 1 | outermost << 40 | between << 41 | foot << 42 | paused << 43
//! ```
//! `native`: compiled code returns the frame's result to whoever called it; the rest of the return
//! word, code and link may be missing as long as it runs.
//! `between`: the caller was not running an op but about to: an exception comes from there.
//! `foot`: the lowest frame of a fiber, see `fiber.rs`. `paused`: outermost as long as a recording pauses.
//!
//! Every header word has the low bit 0, so that the collector sees small integers.

use crate::code::CodeRef;
use crate::flow::{Raise, Ret};
use crate::language::PassedFrame;
use crate::machine::Machine;
use std::ops::ControlFlow;
use trackway_bytecode::FRAME_HEADER;
use trackway_gc::Value;

pub(crate) const HEADER: usize = FRAME_HEADER as usize;
pub(crate) const OUTERMOST: u64 = 1 << 40;
const BETWEEN: u64 = 1 << 41;
pub(crate) const FOOT: u64 = 1 << 42;
pub(crate) const PAUSED: u64 = 1 << 43;
/// In the return word.
#[doc(hidden)]
pub const NATIVE: u64 = 1 << 3;
/// Words that the frames of one activation of compiled code may reach beyond its base.
#[doc(hidden)]
pub const MAX_EXTENT: i32 = 1 << 12;
/// Room that must be left above a new frame, for inlined calls of compiled code.
const STACK_SLACK: usize = 1 << 16;

/// The two words that bring control back to the caller.
#[derive(Clone, Copy)]
pub(crate) struct Return {
    pub(crate) ret: u64,
    pub(crate) link: u64,
}

impl Return {
    #[inline(always)]
    pub(crate) fn new(next_pc: u32, dst: u32, mode: Ret, delta: u32) -> Return {
        Return { ret: return_word(next_pc, dst, mode), link: (delta as u64) << 1 }
    }

    /// For a frame started from outside: remembers the frame below, if any.
    pub(crate) fn outermost(machine: &Machine) -> Return {
        let delta = match machine.code.get() {
            None => 0,
            Some(code) => code.regs as u64 + HEADER as u64,
        };
        Return { ret: return_word(machine.pc.get(), 0, Ret::Write), link: delta << 1 | OUTERMOST }
    }
}

/// The return word of a header.
#[doc(hidden)]
#[inline(always)]
pub fn return_word(next_pc: u32, dst: u32, mode: Ret) -> u64 {
    (next_pc as u64) << 32 | (dst as u64) << 4 | (mode as u64) << 1
}

/// One frame as tracebacks and the recorder see it.
#[derive(Clone, Copy)]
pub struct FrameInfo {
    pub code: CodeRef,
    /// The word after the running instruction, for callers; the running one for the top frame.
    pub pc: u32,
    pub callee: Value,
}

/// A frame relative to the root frame of a trace.
#[derive(Clone, Copy)]
pub struct FrameOffset {
    /// Words from the root frame's base.
    pub offset: i32,
    pub code: CodeRef,
    /// Where the frame goes on when its callee returns; 0 in the running frame.
    pub resume: u32,
    /// The register that the callee's result goes to.
    pub dst: u32,
    /// What becomes of the callee's result.
    pub ret: Ret,
}

/// Where the running frame returns to.
#[derive(Clone, Copy)]
pub struct Caller {
    pub code: CodeRef,
    /// Words from the caller's base to the running frame's.
    pub delta: u32,
    pub dst: u32,
    pub ret: Ret,
    /// The header words that say so.
    pub ret_word: u64,
    pub link_word: u64,
}

/// A header, decoded.
#[derive(Clone, Copy)]
pub(crate) struct Decoded {
    pub(crate) code: CodeRef,
    pub(crate) next_pc: u32,
    pub(crate) dst: u32,
    pub(crate) mode: Ret,
    pub(crate) delta: u32,
    pub(crate) outermost: bool,
    between: bool,
    pub(crate) foot: bool,
}

impl Decoded {
    /// The word after the one that an exception in the callee is raised at.
    fn after_raising_pc(&self) -> u32 {
        self.next_pc + u32::from(self.between)
    }
}

impl Machine {
    /// Reads the header of the frame at `base`.
    #[inline(always)]
    pub(crate) fn header_at(&self, base: *mut Value) -> Decoded {
        // SAFETY: `base` is a frame's base, so the three words in front are its header.
        let (code, ret, link) =
            unsafe { (base.sub(3).read().bits(), base.sub(2).read().bits(), base.sub(1).read().bits()) };
        Decoded {
            code: CodeRef((code >> 1) as *const _),
            next_pc: (ret >> 32) as u32,
            dst: (ret as u32) >> 4,
            mode: Ret::from_bits(ret >> 1),
            delta: (link as u32) >> 1,
            outermost: link & OUTERMOST != 0,
            between: link & BETWEEN != 0,
            foot: link & FOOT != 0,
        }
    }

    /// Makes the frame whose window is at `window` the running one, at its first instruction.
    #[inline(always)]
    pub(crate) fn push_frame(&self, window: *mut Value, code: CodeRef, args: u32, back: Return) {
        let unbound = self.root(0);
        // SAFETY: callers have checked the room above the window (`has_room`, `start`).
        unsafe {
            window.add(1).write(Value::from_bits((code.0 as u64) << 1));
            window.add(2).write(Value::from_bits(back.ret));
            window.add(3).write(Value::from_bits(back.link));
            let base = window.add(HEADER);
            for i in args..code.regs {
                base.add(i as usize).write(unbound);
            }
            self.base.set(base);
        }
        self.code.set(Some(code));
        self.pc.set(0);
        self.heap.ctx.depth.set(self.heap.ctx.depth.get() + 1);
    }

    /// Whether a frame may be entered at `window`: stack room and the guest's limit.
    #[inline(always)]
    pub(crate) fn has_room(&self, window: *mut Value, code: CodeRef) -> bool {
        let left = (self.stack.end() as usize).wrapping_sub(window as usize) / 8;
        left > code.regs as usize + STACK_SLACK
            && (self.heap.ctx.depth.get() < self.depth_limit.get() || self.fiber_has_room())
    }

    /// Takes the running frame off; the caller runs again. Returns the frame's header.
    #[inline(always)]
    pub(crate) fn pop_frame(&self) -> Decoded {
        let header = self.header_at(self.base.get());
        self.heap.ctx.depth.set(self.heap.ctx.depth.get() - 1);
        // SAFETY: the link leads to the base of the caller's frame, or of the frame that was
        // running when this one was started from outside.
        let base = unsafe { self.base.get().sub(header.delta as usize) };
        self.base.set(base);
        if header.outermost && header.delta == 0 {
            self.base.set(self.stack.start());
            self.code.set(None);
        } else {
            self.code.set(Some(self.header_at(base).code));
        }
        self.pc.set(header.next_pc);
        header
    }

    /// Register `i` of the running frame; negative numbers reach into its header.
    #[inline(always)]
    pub(crate) fn register(&self, i: i32) -> Value {
        // SAFETY: operands are checked at link time against the frame's size.
        unsafe { self.base.get().offset(i as isize).read() }
    }

    #[inline(always)]
    pub(crate) fn set_register(&self, i: i32, v: Value) {
        // SAFETY: as for `register`.
        unsafe { self.base.get().offset(i as isize).write(v) }
    }

    /// Shows the frames of the running fiber from the running one outwards: number, what it runs, registers.
    pub fn each_frame(&self, mut visit: impl FnMut(usize, FrameInfo, &[Value]) -> ControlFlow<()>) {
        let (mut base, mut code, mut pc) = (self.base.get(), self.code.get(), self.pc.get());
        let mut number = 0;
        while let Some(c) = code {
            let header = self.header_at(base);
            // SAFETY: the word below a header's code is the callee.
            let info = FrameInfo { code: c, pc, callee: unsafe { base.sub(4).read() } };
            // SAFETY: a frame has `code.regs` words from its base, written when it was entered, and
            // `visit` runs no guest code, so that nobody writes them meanwhile.
            let registers = unsafe { std::slice::from_raw_parts(base, c.regs as usize) };
            if visit(number, info, registers).is_break() || header.delta == 0 || header.foot {
                break;
            }
            number += 1;
            pc = header.after_raising_pc();
            // SAFETY: as in `pop_frame`.
            base = unsafe { base.sub(header.delta as usize) };
            code = Some(self.header_at(base).code);
        }
    }

    /// The frames of the running fiber from the running one outwards, at most `limit`.
    pub fn frames(&self, limit: usize) -> Vec<FrameInfo> {
        let mut out = Vec::new();
        self.each_frame(|_, info, _| {
            out.push(info);
            if out.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        out
    }

    /// Empties the registers that no frame reads any more, so that they keep nothing alive.
    pub(crate) fn clear_dead_registers(&self) {
        let (mut base, Some(mut code), mut pc) = (self.base.get(), self.code.get(), self.pc.get()) else {
            return;
        };
        let mut end = code.regs;
        // SAFETY: within the stack, as in `visit_stack`.
        let mut above = unsafe { base.add(end as usize) };
        while self.stack_top().is_some_and(|top| above < top) {
            // SAFETY: above the running frame; its callees write before they read.
            unsafe { above.write(Value::ZERO) };
            // SAFETY: at most the end found.
            above = unsafe { above.add(1) };
        }
        loop {
            let live = code.liveness(self);
            let visible = (self.hooks().visible_registers)(code);
            let insn = code.insn_at(pc);
            for r in (visible..end).filter(|r| !live.is_live(insn, *r)) {
                // SAFETY: a register of the frame below the callee's window.
                unsafe { base.add(r as usize).write(Value::ZERO) };
            }
            let header = self.header_at(base);
            if header.delta == 0 {
                return;
            }
            // SAFETY: as in `pop_frame`.
            base = unsafe { base.sub(header.delta as usize) };
            code = self.header_at(base).code;
            (pc, end) = (header.next_pc, code.regs.min(header.delta - HEADER as u32));
        }
    }
}

/// Finds the handler for the pending exception raised at the machine's pc and goes there.
///
/// `Err(e)`: no frame of this run handles `e`; all of them are gone.
pub fn unwind(machine: &Machine) -> Result<(), Value> {
    unwind_noting(machine, note_running)
}

/// Has the guest note the running frame, which `e` passes, with what is in it.
#[doc(hidden)]
pub fn note_running(machine: &Machine, e: Value, code: CodeRef, pc: u32) {
    let base = machine.base.get();
    // SAFETY: the running frame has `code.regs` words from its base and its callee four words below it, and
    // the hook runs no guest code, so that nobody writes them meanwhile.
    let (callee, registers) =
        unsafe { (base.sub(4).read(), std::slice::from_raw_parts(base, code.regs as usize)) };
    (machine.hooks().note_frame)(machine, e, PassedFrame { code, pc, callee, registers });
}

/// The same where `note` takes the place of the guest's hook.
#[doc(hidden)]
pub fn unwind_noting(machine: &Machine, note: impl Fn(&Machine, Value, CodeRef, u32)) -> Result<(), Value> {
    let e = machine.take_pending().expect("a pending exception");
    let mut pc = machine.pc.get();
    loop {
        let code = machine.code.get().expect("a running frame");
        if !machine.noted.replace(false) {
            note(machine, e, code, pc);
        }
        if let Some(h) = handler_for(code, pc) {
            machine.set_register(h.exc as i32, e);
            machine.pc.set(h.target);
            return Ok(());
        }
        let header = machine.pop_frame();
        if header.outermost {
            return Err(e);
        }
        if header.foot {
            (machine.hooks().fiber_left)(machine);
        }
        // The saved pc is that of the next instruction; the call itself is what raised.
        pc = header.after_raising_pc() - 1;
    }
}

/// The innermost handler that protects word `pc`.
#[doc(hidden)]
pub fn handler_for(code: CodeRef, pc: u32) -> Option<crate::code::HandlerRange> {
    code.handlers.iter().find(|h| h.start <= pc && pc < h.end).copied()
}

/// The pending "stack full" exception.
#[cold]
pub(crate) fn stack_overflow(machine: &Machine) -> Raise {
    machine.limit_met(crate::limits::Limit::Depth);
    let e = (machine.hooks().stack_overflow)(machine);
    machine.raise(e)
}

/// Compiled code in place of the interpreter.
#[doc(hidden)]
impl Machine {
    /// Says whether the running frame's result is returned to its native caller.
    pub fn set_native(&self, base: usize, native: bool) {
        // SAFETY: `base` is the base of a frame, so the word two below is its return word.
        unsafe {
            let at = (base as *mut Value).sub(2);
            let word = at.read().bits() & !NATIVE;
            at.write(Value::from_bits(word | if native { NATIVE } else { 0 }));
        }
    }

    /// Compiled code ended the running frame at `pc` with the pending exception, and noted it.
    pub fn raised_below(&self, pc: u32) -> Raise {
        self.pc.set(pc);
        self.noted.set(true);
        Raise
    }

    /// Sets the limits within which compiled code may call compiled code from here on.
    pub fn open_native(&self) {
        let ctx = &self.heap.ctx;
        let left = (self.stack.end() as usize).saturating_sub(self.base.get() as usize) / 8;
        let room = (left.saturating_sub(STACK_SLACK) / MAX_EXTENT as usize) as i64;
        ctx.depth_limit.set(self.depth_limit().min(self.depth().saturating_add(room)));
        if ctx.native_limit.get() == u64::MAX {
            ctx.native_limit.set(crate::native::limit());
        }
    }

    /// After activations from the one at `root` on were written out: empties what their frames have
    /// beyond the ends of their callees, where nothing was written.
    pub fn clear_beyond_callees(&self, root: usize) {
        let Some(code) = self.code.get() else { return };
        let unbound = self.root(0);
        let mut base = self.base.get();
        // SAFETY: a frame has `code.regs` words from its base, within the stack.
        let mut top = unsafe { base.add(code.regs as usize) };
        while base as usize > root {
            // SAFETY: as in `pop_frame`; the root is one of the callers.
            base = unsafe { base.sub(self.header_at(base).delta as usize) };
            // SAFETY: as above.
            let end = unsafe { base.add(self.header_at(base).code.regs as usize) };
            while top < end {
                // SAFETY: a register of the caller above its call window, dead while the callee runs.
                unsafe { top.write(unbound) };
                // SAFETY: at most the end of the frame.
                top = unsafe { top.add(1) };
            }
        }
    }

    /// The running frame was entered between two ops of its caller.
    pub(crate) fn mark_between(&self) {
        // SAFETY: the word below a frame's base is its link.
        unsafe {
            let at = self.base.get().sub(1);
            at.write(Value::from_bits(at.read().bits() | BETWEEN));
        }
    }

    /// The frame at `base` is the running one, entered at `pc`; its header has been written, and so have its
    /// registers, or only the first ones, the arguments, if it is entered at its first op.
    pub fn begin_frame(&self, base: usize, pc: u32) {
        let base = base as *mut Value;
        let code = self.header_at(base).code;
        let unbound = self.root(0);
        let written = if pc == 0 { code.params } else { code.regs };
        for i in written..code.regs {
            // SAFETY: compiled code checked the room for the frames of its activations, see
            // `open_native`.
            unsafe { base.add(i as usize).write(unbound) };
        }
        self.base.set(base);
        self.code.set(Some(code));
        self.pc.set(pc);
    }
}

/// What the modes and the JIT's driver need of the frames.
#[doc(hidden)]
impl Machine {
    pub fn peek_register(&self, i: i32) -> Value {
        self.register(i)
    }

    pub fn poke_register(&self, i: i32, v: Value) {
        self.set_register(i, v);
    }

    pub fn current_ret_mode(&self) -> Ret {
        self.header_at(self.base.get()).mode
    }

    /// Enters a frame through the window at register `window` of the running one.
    #[inline(always)]
    pub fn enter_frame(
        &self,
        code: CodeRef,
        window: u32,
        at: u32,
        next: u32,
        dst: u32,
        ret: Ret,
    ) -> Result<(), Raise> {
        // SAFETY: within the stack: the running frame has the slack of `has_room` above it.
        let w = unsafe { self.base.get().add(window as usize) };
        if !self.has_room(w, code) {
            return Err(stack_overflow(self));
        }
        let args = if at == 0 { code.params } else { code.regs };
        self.push_frame(w, code, args, Return::new(next, dst, ret, window + 4));
        self.pc.set(at);
        Ok(())
    }

    /// Leaves the running frame with a result.
    #[inline(always)]
    pub fn leave_frame(&self, v: Value) -> crate::Step {
        let header = self.pop_frame();
        if header.outermost {
            self.heap.ctx.exit_buf[0].set(v.bits());
            return Ok(crate::Flow::special(crate::Special::Done));
        }
        let v = match header.mode {
            Ret::Below => self.register(header.delta as i32 - 5),
            _ => v,
        };
        self.set_register(header.dst as i32, v);
        Ok(crate::Flow::special(crate::Special::Switch))
    }

    /// The running frame's base, as compiled code gets it.
    pub fn base_address(&self) -> usize {
        self.base.get() as usize
    }

    /// The caller of the running frame; `None` for the outermost one.
    pub fn caller(&self) -> Option<Caller> {
        let base = self.base.get();
        let header = self.header_at(base);
        if header.outermost {
            return None;
        }
        // SAFETY: the header's words, and the caller's base as in `pop_frame`.
        let (ret_word, link_word, below) = unsafe {
            (base.sub(2).read().bits(), base.sub(1).read().bits(), base.sub(header.delta as usize))
        };
        let code = self.header_at(below).code;
        Some(Caller { code, delta: header.delta, dst: header.dst, ret: header.mode, ret_word, link_word })
    }

    /// The frames from the one at `root` to the running one.
    pub fn frames_from(&self, root: usize) -> Vec<FrameOffset> {
        let mut out = Vec::new();
        let mut base = self.base.get();
        let (mut resume, mut dst, mut ret) = (0, 0, Ret::Write);
        loop {
            let header = self.header_at(base);
            let offset = (base as isize - root as isize) / 8;
            out.push(FrameOffset { offset: offset as i32, code: header.code, resume, dst, ret });
            if base as usize == root {
                break;
            }
            (resume, dst, ret) = (header.next_pc, header.dst, header.mode);
            // SAFETY: as in `pop_frame`; the root is one of the callers.
            base = unsafe { base.sub(header.delta as usize) };
        }
        out.reverse();
        out
    }

    /// Puts the machine into a frame that an exit of compiled code described. `root` is the base
    /// that the code was entered with, `offset` the running frame's distance from it in words.
    pub fn restore(&self, root: usize, offset: i32, code: CodeRef, pc: u32, depth: i32) {
        // SAFETY: snapshots describe frames that the recorder saw on this stack.
        let base = unsafe { (root as *mut Value).offset(offset as isize) };
        self.base.set(base);
        self.code.set(Some(code));
        self.pc.set(pc);
        self.heap.ctx.depth.set(self.heap.ctx.depth.get() + depth as i64);
    }

    /// Writes the word `offset` words from the frame base `root`.
    pub fn write_frame_word(&self, root: usize, offset: i32, v: Value) {
        // SAFETY: as for `restore`; there is slack above every frame.
        unsafe { (root as *mut Value).offset(offset as isize).write(v) };
    }
}
