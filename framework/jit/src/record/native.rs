//! Calls of compiled code, and returns to it.
//!
//! A callee that is already in the trace's frames, or has loops, is not inlined, but for a few rounds of a
//! simple recursion: the trace calls it through its entry cell. The recording pauses until its frame is
//! back; the callee runs meanwhile as it would without the recording.

use super::abort::Abort;
use super::builder::{Builder, Extent, Inlined, Pause};
use super::mode::{Record, Recording, Return};
use std::cell::RefCell;
use std::rc::Rc;
use trackway_exec::{CodeRef, MAX_EXTENT, Ret};
use trackway_gc::{Value, Visitor};
use trackway_ir::{CodeCall, End, NativeReturn, Op, Ty};

/// Inlined frames at most.
const MAX_INLINE: usize = 12;
/// Places within a function at which bridges begin, from which on it is called: inlined, it would have the bridges
/// in every caller. Not their number: a function of one test has as many as it has callers.
const BRANCHY: u32 = 4;

/// The function branches at many places.
pub(crate) fn is_branchy(code: CodeRef) -> bool {
    code.branching.get() >= BRANCHY && !code.routine.get()
}

/// Frames of one routine within each other that are inlined: iterators over iterators go through the same one.
const NESTED_ROUTINES: usize = 4;

/// Frames of one function within each other that are inlined where its recursion is simple.
const NESTED: usize = 4;
/// Forks of a simple function: each inlined round multiplies the paths by those through one.
const SIMPLE: u32 = 4;
/// Recorded instructions up to which another round is inlined.
const SHORT: usize = 200;
/// Bridges within a simple function after which its rounds turn out to differ too much.
const IRREGULAR: u32 = 12;

/// What the driver knows of functions' entries.
#[derive(Clone)]
pub(crate) struct Entries {
    /// The cell that leads to the code for the place at which a frame is entered, unless that is left alone.
    pub(crate) cell: Rc<dyn Fn(CodeRef, u32) -> Option<u64>>,
    /// The function has code of its own.
    pub(crate) has_code: Rc<dyn Fn(CodeRef) -> bool>,
    /// Functions that have never run may be a part of a trace.
    pub(crate) new_code: bool,
}

thread_local! {
    static PAUSED: RefCell<Vec<Recording>> = const { RefCell::new(Vec::new()) };
}

/// Sets a recording aside.
pub(super) fn set_aside(r: Recording) {
    PAUSED.with(|p| p.borrow_mut().push(r));
}

/// Takes back the recording set aside last.
pub(super) fn take_back() -> Recording {
    PAUSED.with(|p| p.borrow_mut().pop().expect("a paused recording"))
}

/// Visits the guest words of paused recordings.
pub(crate) fn visit_paused(visit: Visitor) {
    PAUSED.with(|p| p.borrow_mut().iter_mut().for_each(|r| r.builder.visit(visit)));
}

/// Gives up the paused recordings that know an object which is not alive.
pub(crate) fn prune_paused(alive: &dyn Fn(Value) -> bool) {
    PAUSED.with(|p| p.borrow_mut().iter_mut().for_each(|r| r.builder.prune(alive)));
}

/// Recordings that are paused and not given up.
pub(crate) fn paused() -> usize {
    PAUSED.with(|p| p.borrow().iter().filter(|r| r.builder.abort.is_none()).count())
}

/// Gives up every paused recording: their callees run for long.
pub(crate) fn give_up_paused() {
    PAUSED.with(|p| p.borrow_mut().iter_mut().for_each(|r| r.builder.fail(Abort::LongCall)));
}

impl Builder {
    /// Names the header of a new frame, which becomes the running one; its base.
    pub(super) fn open_frame(&mut self, next: u32, code: CodeRef, window: u32, r: &Return) -> i32 {
        self.save_frames();
        let caller = self.frames.last_mut().expect("the root frame");
        (caller.resume, caller.dst, caller.keeps_below) = (next, r.dst, r.ret == Ret::Below);
        let base = caller.base + window as i32 + 4;
        let words = [(base - 3, code.id() << 1), (base - 2, r.back), (base - 1, (window as u64 + 4) << 1)];
        for (offset, word) in words {
            let n = self.constant(Ty::Value, word);
            self.write(offset, n);
        }
        self.frames.push(Inlined { base, code, resume: 0, dst: 0, keeps_below: false });
        if self.frames.len() > MAX_INLINE + 1 || self.extent() > MAX_EXTENT {
            self.fail(Abort::TooDeep);
        }
        base
    }
}

impl Recording {
    /// A function is called. What is hot calls one that has never run because that was made a moment ago, by `exec`
    /// for instance, and the next round will call another one: a trace would be of no use.
    pub(super) fn note_call(&mut self, code: CodeRef) {
        if !self.entries.new_code && !code.has_run() {
            self.builder.fail(Abort::NewCode);
        }
    }

    /// The cell through which to enter a frame of `code` at `at`; `None`: inline it.
    pub(super) fn entry_for(&self, code: CodeRef, at: u32, ret: Ret) -> Option<u64> {
        let frames = &self.builder.frames;
        let rounds = frames.iter().filter(|f| f.code == code).count();
        let simple = at == 0 && self.is_simple(code);
        let nested = match () {
            () if code.routine.get() => NESTED_ROUTINES,
            () if simple => NESTED,
            () => 1,
        };
        let branchy = is_branchy(code) && !(simple && rounds > 0);
        // What suspends is a part of the loop that resumes it.
        let apart = frames.len() >= MAX_INLINE || rounds >= nested || at == 0 && (code.has_loops || branchy);
        let plain = at != 0 || matches!(ret, Ret::Write | Ret::Below) && !code.suspends.get();
        if plain && apart { (self.entries.cell)(code, at) } else { None }
    }

    /// Another round of the function's recursion may be inlined: most of what a call of a small function costs is
    /// the call, but paths must not become too many.
    fn is_simple(&self, code: CodeRef) -> bool {
        code.forks <= SIMPLE && code.branches.get() < IRREGULAR && self.builder.trace.ins.len() < SHORT
    }

    /// Guards that there is room for another activation.
    pub(super) fn guard_room(&mut self) {
        let frames = self.builder.frames.len() as i32 - self.builder.returned;
        self.builder.guard(Op::GuardRoom(frames.max(1) as u32), Ty::Void, &[], &mut self.live);
    }

    /// The machine has entered a frame of `code`: the trace calls it.
    pub(super) fn call_code(&mut self, m: Record, code: CodeRef, at: u32, window: u32, r: Return, cell: u64) {
        if at == 0 {
            self.guard_room();
        }
        let b = &mut self.builder;
        let base = b.open_frame(m.next, code, window, &r);
        let registers = if at == 0 { code.params } else { code.regs };
        let words = std::iter::once(base - 4).chain((0..registers as i32).map(|i| base + i));
        let args: Vec<_> = words.map(|offset| b.read(offset)).collect();
        let snap = b.snapshot_at(at, &mut self.live, Extent::Call);
        let call = CodeCall { cell, base, args: args.len() as u32, ret: r.ret as u32 };
        let result = b.emit_call(Op::CallCode(call), Ty::Value, &args);
        b.trace.ins[result.index()].snap = snap;
        let raised = b.op_snapshot(&mut self.live);
        let raised = b.raised(raised);
        let returned = b.emit(Op::GuardReturned, Ty::Void, &[]);
        b.trace.ins[returned.index()].snap = raised;
        b.frames.pop();
        b.kill_above(base - 4);
        b.committed = true;
        b.check_epoch = true;
        b.pause = Some(Pause { result, base, dst: r.dst, ret: r.ret });
    }

    /// The callee is back with its result.
    pub(super) fn resume(&mut self, pause: Pause) {
        let b = &mut self.builder;
        let n = if pause.ret == Ret::Below { b.read(pause.base - 5) } else { pause.result };
        let offset = b.offset(pause.dst as i32);
        b.write(offset, n);
    }

    /// The callee raised instead. What follows its result is not known: the trace ends there, and
    /// its exit for exceptions may get a bridge.
    pub(super) fn resume_unknown(&mut self, pause: Pause, may_end: bool) {
        if !may_end {
            return self.builder.fail(Abort::Unwound);
        }
        self.resume(pause);
        let next = self.builder.top().resume;
        let snap = self.builder.snapshot_at(next, &mut self.live, Extent::Live);
        self.builder.trace.end = End::Exit { snap };
        self.builder.closed = true;
    }

    /// The trace's outermost frame returns: to compiled code, if that called it.
    /// That tests what becomes of the result too, so a guard that did so just before goes. Who goes on in the
    /// caller guards the whole return word.
    pub(super) fn return_native(&mut self, n: trackway_ir::Ref, v: Value, mode: Ret) {
        let b = &mut self.builder;
        b.trace.ins.pop_if(|i| i.op == Op::GuardTrue && b.mode_tested == Some(i.args[0]));
        let n = b.reference(n, v);
        let end = NativeReturn { frame: b.top().base, ret: mode as u32 };
        b.emit(Op::ReturnNative(end), Ty::Void, &[n]);
    }

    /// What becomes of the outermost frame's result may differ from call to call.
    pub(super) fn guard_ret_mode(&mut self, mode: Ret) {
        let b = &mut self.builder;
        if b.frames.len() > 1 {
            return;
        }
        let offset = b.top().base - 2;
        let word = b.read(offset);
        if word.is_const() {
            return;
        }
        let small = b.emit(Op::ToSmall, Ty::Small, &[word]);
        let bits = b.emit(Op::SToI64, Ty::I64, &[small]);
        let (mask, wanted) = (b.constant(Ty::I64, 3), b.constant(Ty::I64, mode as u64));
        let bits = b.emit(Op::IAnd, Ty::I64, &[bits, mask]);
        let same = b.emit(Op::IEq, Ty::Bool, &[bits, wanted]);
        b.mode_tested = Some(same);
        self.guard(Op::GuardTrue, &[same]);
    }
}
