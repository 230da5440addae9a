//! Compiled code that calls compiled code, and what its callees do.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use support::*;
use trackway_codegen::{Compiled, status};
use trackway_ir::*;

/// Base of the callee's frame in words from the caller's.
const CALLEE: i32 = 8;
const NATIVE: u64 = 8;

/// Calls through the cell with `slot 0` and one argument, `slot 1`; exits with twice the result.
fn caller(cell: &AtomicUsize) -> Trace {
    let mut b = Build::new();
    let (f, x) = (b.slot(0, Ty::Value), b.slot(1, Ty::Value));
    let before = b.snap(&[f]);
    b.ins(Op::GuardRoom(1), Ty::Void, &[]);
    b.t.ins.last_mut().unwrap().snap = before;
    let during =
        b.snapshot(Snapshot { slots: vec![(2, SnapValue::Ref(x))], depth: 1, ..Snapshot::default() });
    let call = CodeCall { cell: cell as *const _ as u64, base: CALLEE, args: 2, ret: 1 };
    let mut ins = Ins::new(Op::CallCode(call), Ty::Value, &[]);
    ins.call_start = b.t.call_args.len() as u32;
    ins.snap = during;
    b.t.call_args.extend([f, x]);
    b.t.ins.push(ins);
    let r = Ref::ins(b.t.ins.len() - 1);
    let raised = b.snap(&[x]);
    b.guard(Op::GuardReturned, &[], raised);
    let n = b.op(Op::ToSmall, &[r]);
    let sum = b.op(Op::SAdd, &[n, n]);
    b.exit(&[sum])
}

/// Returns its argument and one more, to who does this with it.
fn callee(ret: u32) -> Trace {
    let mut b = Build::new();
    let x = b.slot(0, Ty::Value);
    let (n, one) = (b.op(Op::ToSmall, &[x]), b.small(1));
    let more = b.op(Op::SAdd, &[n, one]);
    let v = b.op(Op::OfSmall, &[more]);
    b.ins(Op::ReturnNative(NativeReturn { frame: 0, ret }), Ty::Void, &[v]);
    b.exit(&[x])
}

fn small(v: i64) -> u64 {
    (v << 1) as u64
}

struct Pair {
    rig: Rig,
    cell: &'static AtomicUsize,
    caller: Compiled,
    callee: Compiled,
}

fn pair() -> Pair {
    pair_with(1)
}

fn pair_with(ret: u32) -> Pair {
    let mut rig = Rig::new();
    let cell = Box::leak(Box::new(AtomicUsize::new(rig.compiler.leave_at_entry_stub())));
    let caller = rig.try_compile(&caller(cell), 10).unwrap();
    let callee = rig.try_compile(&callee(ret), 20).unwrap();
    rig.frame[..2].copy_from_slice(&[0x101, small(20)]);
    Pair { rig, cell, caller, callee }
}

#[test]
fn a_result_of_another_kind_is_left_to_the_interpreter() {
    let mut p = pair_with(2);
    p.cell.store(p.callee.entry, Ordering::Release);
    p.rig.run(&p.caller);
    let left: Vec<_> = p.rig.ctx.left.iter().map(|(what, exit, _)| (*what, *exit)).collect();
    assert_eq!(left, [("leave", 20), ("unwound", 11)]);
}

#[test]
fn a_result_comes_back_in_a_register() {
    let mut p = pair();
    p.cell.store(p.callee.entry, Ordering::Release);
    assert_eq!(p.rig.run(&p.caller), 13, "the trace's end");
    assert_eq!(p.rig.ctx.exit_buf[0], small(42));
    assert_eq!(p.rig.ctx.depth, 0);
    let window = CALLEE as usize;
    assert_eq!(p.rig.frame[window - 4], 0x101, "the callee's word");
    assert_eq!(p.rig.frame[window - 2], NATIVE | 1 << 1, "the return word");
    assert_eq!(p.rig.frame[window], small(20), "the argument");
}

#[test]
fn a_function_without_code_unwinds_its_caller() {
    let mut p = pair();
    p.rig.run(&p.caller);
    let base = p.rig.frame.as_ptr() as u64;
    let left: Vec<_> = p.rig.ctx.left.iter().map(|(what, exit, b)| (*what, *exit, (b - base) / 8)).collect();
    assert_eq!(left, [("leave_at_entry", u64::MAX, CALLEE as u64), ("unwound", 11, 0)]);
    assert_eq!(p.rig.ctx.exit_buf[0], small(20), "the caller's live value");
    assert_eq!(p.rig.ctx.depth, 1, "the callee's frame is there");
}

#[test]
fn a_callee_that_was_not_called_by_compiled_code_leaves() {
    let mut p = pair();
    p.rig.frame[0] = small(5);
    let mut frame = [0u64; 8];
    frame[4] = small(5);
    let (ctx, base) = ((&raw mut *p.rig.ctx).cast(), frame[4..].as_mut_ptr());
    // SAFETY: the trace reads words of this frame only.
    let run = |ctx, base, code| unsafe {
        trackway_codegen::enter(p.rig.compiler.enter_trampoline(), ctx, base, code)
    };
    assert_eq!(run(ctx, base, p.callee.entry), status::UNWOUND);
    frame[2] = NATIVE | 1 << 1;
    let base = frame[4..].as_mut_ptr();
    assert_eq!(run(ctx, base, p.callee.entry), status::RETURNED);
    assert_eq!(p.rig.ctx.result, small(6));
}

#[test]
fn an_exception_goes_to_the_guard_behind_the_call() {
    let mut p = pair();
    let mut b = Build::new();
    let x = b.slot(0, Ty::Value);
    let (code, pc) = (b.constant(Ty::I64, 0x1000), b.constant(Ty::I64, 7));
    let raise = NativeRaise { frame: 0, args: 3 };
    let mut ins = Ins::new(Op::RaiseNative(raise), Ty::Void, &[]);
    ins.call_start = b.t.call_args.len() as u32;
    b.t.call_args.extend([x, code, pc]);
    b.t.ins.push(ins);
    let t = b.exit(&[x]);
    let raising = p.rig.try_compile(&t, 30).unwrap();
    p.cell.store(raising.entry, Ordering::Release);
    assert_eq!(p.rig.run(&p.caller), 12, "the exit of the guard");
    assert_eq!(p.rig.ctx.pending, small(20), "the exception");
    assert_eq!(p.rig.ctx.depth, 0);
    assert_eq!(p.rig.ctx.left[0], ("noted", u64::MAX, small(20) + 0x1000 + 7));
}

#[test]
fn depth_and_native_stack_are_limited() {
    let mut p = pair();
    p.cell.store(p.callee.entry, Ordering::Release);
    p.rig.ctx.depth_limit = 0;
    assert_eq!(p.rig.run(&p.caller), 10, "no room for a frame");
    let mut b = Build::new();
    let x = b.slot(0, Ty::Value);
    let at_entry = b.snap(&[x]);
    b.guard(Op::GuardStack, &[], at_entry);
    let t = b.exit(&[]);
    let code = p.rig.try_compile(&t, 30).unwrap();
    assert_eq!(p.rig.run(&code), 31);
    p.rig.ctx.native_limit = u64::MAX;
    assert_eq!(p.rig.run(&code), 30);
}
