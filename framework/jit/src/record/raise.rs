//! Exceptions on the recorded path.
//!
//! Where a handler is in the trace's frames the path goes on there. Otherwise the trace ends with
//! an exit that resumes as "this op raised".

use super::abort::Abort;
use super::builder::Inlined;
use super::mode::{Recording, refs};
use trackway_exec::{CodeRef, handler_for, is_foot_link, machine_of};
use trackway_gc::Value;
use trackway_ir::{Effect, End, HelperDesc, NativeRaise, Op, Ref, Ty};

/// The guest's note of a frame that an exception passes.
static NOTE_TRACEBACK: HelperDesc = HelperDesc {
    name: "note_traceback",
    address: || note_traceback as *const () as usize,
    args: &[Ty::Value, Ty::I64, Ty::I64],
    ret: Ty::Void,
    effect: Effect::Any,
    raises: false,
};

pub(crate) extern "C" fn note_traceback(ctx: usize, exception: u64, code: u64, pc: u64) {
    let machine = machine_of(ctx);
    let exception = Value::from_bits(exception);
    (machine.hooks().note_traceback)(machine, exception, CodeRef::from_id(code), pc as u32);
}

static TAKE_PENDING: HelperDesc = HelperDesc {
    name: "take_pending",
    address: || take_pending as *const () as usize,
    args: &[],
    ret: Ty::Value,
    effect: Effect::Repeatable,
    raises: false,
};

extern "C" fn take_pending(ctx: usize) -> u64 {
    machine_of(ctx).take_pending().unwrap_or(Value::ZERO).bits()
}

static SET_PENDING: HelperDesc = HelperDesc {
    name: "set_pending",
    address: || set_pending as *const () as usize,
    args: &[Ty::Value],
    ret: Ty::Void,
    effect: Effect::Repeatable,
    raises: false,
};

extern "C" fn set_pending(ctx: usize, exception: u64) {
    machine_of(ctx).raise(Value::from_bits(exception));
}

/// An exception on its way to a handler in the trace's frames.
pub(super) struct Unwinding {
    pub(super) exception: Ref,
    /// Those that it passes and the one that handles it, with their places; innermost first.
    pub(super) frames: Vec<(CodeRef, u32)>,
}

impl Recording {
    /// A helper raised. Where it did nothing else the trace expects that it does so again.
    pub(super) fn helper_raised(&mut self, helper: &'static HelperDesc, args: &[(Ref, Ty, u64)]) {
        if helper.effect > Effect::Repeatable {
            return self.builder.fail(Abort::HelperRaised);
        }
        let args = refs(&mut self.builder, args);
        self.builder.emit_call(Op::Call(helper), helper.ret, &args);
        self.builder.guard(Op::GuardRaised, Ty::Void, &[], &mut self.live);
        let e = self.builder.emit_call(Op::Call(&TAKE_PENDING), Ty::Value, &[]);
        self.builder.pending = Some(e);
    }

    /// The exception raised by the op at `pc` and the frames that it passes, if its handler is in the last of
    /// them. `may_end`: else the trace may end here.
    pub(super) fn unwinding(&mut self, pc: u32, may_end: bool) -> Option<Unwinding> {
        let b = &mut self.builder;
        let Some(exception) = b.pending.take() else {
            b.fail(Abort::HelperRaised);
            return None;
        };
        let at = |i: usize| if i + 1 == b.frames.len() { pc } else { b.frames[i].resume - 1 };
        let handles = |i: &usize| handler_for(b.frames[*i].code, at(*i)).is_some();
        let Some(last) = (0..b.frames.len()).rev().find(handles) else {
            if may_end {
                self.end_raised(exception, pc);
            } else {
                b.fail(Abort::Unwound);
            }
            return None;
        };
        let frames = (last..b.frames.len()).rev().map(|i| (b.frames[i].code, at(i))).collect();
        Some(Unwinding { exception, frames })
    }

    /// Leaves the call of the guest's hook for a frame that the exception passes.
    pub(super) fn note(&mut self, exception: Ref, (code, pc): (CodeRef, u32)) {
        let b = &mut self.builder;
        let place = [b.constant(Ty::I64, code.id()), b.constant(Ty::I64, pc as u64)];
        b.emit_call(Op::Call(&NOTE_TRACEBACK), Ty::Void, &[exception, place[0], place[1]]);
        b.check_epoch = true;
    }

    /// The frames are left; the exception goes to its handler.
    pub(super) fn unwind(&mut self, u: &Unwinding) {
        let b = &mut self.builder;
        b.save_frames();
        for _ in 1..u.frames.len() {
            let top = *b.top();
            let link = b.read(top.base - 1);
            if link.is_const() && is_foot_link(b.trace.consts[link.index()].bits) {
                return b.fail(Abort::Barrier);
            }
            b.frames.pop();
            b.kill_above(top.base - 4);
        }
        let (code, pc) = u.frames[u.frames.len() - 1];
        let handler = handler_for(code, pc).expect("the last frame handles it");
        let base = b.top().base;
        b.write(base + handler.exc as i32, u.exception);
    }

    /// The path begins with the exception that an op, or a function called, has raised.
    pub(super) fn begin_raised(&mut self) {
        let e = self.builder.emit_call(Op::Call(&TAKE_PENDING), Ty::Value, &[]);
        self.builder.pending = Some(e);
    }

    /// Nobody in the trace handles the exception: it goes to the compiled code that called the
    /// outermost frame, or the interpreter unwinds.
    fn end_raised(&mut self, n: Ref, pc: u32) {
        let snap = self.builder.op_snapshot(&mut self.live);
        let b = &mut self.builder;
        let mut args = vec![n];
        let frames: Vec<Inlined> = b.frames.clone();
        for (i, f) in frames.iter().enumerate().rev() {
            let at = if i + 1 == frames.len() { pc } else { f.resume - 1 };
            args.extend([b.constant(Ty::I64, f.code.id()), b.constant(Ty::I64, at as u64)]);
        }
        let raise = NativeRaise { frame: frames[0].base, args: args.len() as u32 };
        b.emit_call(Op::RaiseNative(raise), Ty::Void, &args);
        let snap = b.raised(snap);
        b.emit_call(Op::Call(&SET_PENDING), Ty::Void, &[n]);
        b.trace.end = End::Exit { snap };
        b.closed = true;
    }
}
