//! Guards, exits, loops, bridges and ends.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use support::{Build, Rig, word};
use trackway_codegen::{BadTrace, CodegenError, EXIT_BUF_WORDS, Purpose};
use trackway_ir::*;

fn small(v: i64) -> u64 {
    (v << 1) as u64
}

/// `while i < n { i += 1; sum += i as f64 }`, unboxed; exits 0 (overflow), 1 (done), 2 (poll).
fn counting_loop() -> Trace {
    let mut b = Build::new();
    let (i, n) = (b.slot(0, Ty::Small), b.slot(1, Ty::Small));
    let zero = b.constant(Ty::F64, 0);
    let p = b.label(&[i, zero]);
    let one = b.small(1);
    let start = b.snap(&[p[0], p[1]]);
    let more = b.op(Op::SLt, &[p[0], n]);
    let done = b.snap(&[p[1], p[0]]);
    b.guard(Op::GuardTrue, &[more], done);
    let next = b.guard(Op::AddOvf, &[p[0], one], start);
    let f = b.op(Op::SToF, &[next]);
    let sum = b.op(Op::FAdd, &[p[1], f]);
    let polled = b.snap(&[next, sum]);
    b.guard(Op::Poll, &[], polled);
    b.end(End::Loop { args: vec![next, sum] })
}

#[test]
fn a_loop_carries_unboxed_values() {
    let mut rig = Rig::new();
    let code = rig.compile(&counting_loop());
    rig.frame[..2].copy_from_slice(&[small(0), small(1000)]);
    assert_eq!(rig.run(&code), 0);
    assert_eq!(code.exits()[0].saved, [Ref::ins(3), Ref::ins(2)]);
    assert_eq!(f64::from_bits(rig.ctx.exit_buf[0]), 500500.0);
    assert_eq!(rig.ctx.exit_buf[1], small(1000));
}

/// `while i < n { if i & 1 == 0 { sum += i }; i += 1 }`: odd numbers take a branch.
#[test]
fn a_branch_goes_back_to_the_label() {
    let mut rig = Rig::new();
    let mut b = Build::new();
    let (n, zero, one) = (b.slot(0, Ty::Small), b.small(0), b.small(1));
    let p = b.label(&[zero, zero]);
    let done = b.snap(&[p[1]]);
    let more = b.op(Op::SLt, &[p[0], n]);
    b.guard(Op::GuardTrue, &[more], done);
    let bit = b.op(Op::SAnd, &[p[0], one]);
    let even = b.op(Op::SEq, &[bit, zero]);
    let odd = b.snap(&[]);
    b.guard(Op::GuardTrue, &[even], odd);
    let (before, next_before) = (b.snap(&[p[0], p[1]]), b.snap(&[p[1], p[0]]));
    let sum = b.guard(Op::AddOvf, &[p[1], p[0]], before);
    let next = b.guard(Op::AddOvf, &[p[0], one], before);
    let mut t = b.end(End::Loop { args: vec![next, sum] });
    let first = t.ins.len();
    t.branches.push(Branch { snap: odd, first, end: End::Loop { args: vec![Ref::ins(first), p[1]] } });
    t.ins.push(Ins { snap: next_before, ..Ins::new(Op::AddOvf, Ty::Small, &[p[0], one]) });
    let code = rig.compile(&t);
    rig.frame[0] = small(101);
    assert_eq!(rig.run(&code), 0);
    assert_eq!(rig.ctx.exit_buf[0], small(2550));
    assert_eq!(code.exits().iter().map(|e| e.snap).collect::<Vec<_>>(), [done, before, next_before]);
    t.branches[0].snap = SnapId(77);
    assert!(matches!(rig.try_compile(&t, 9), Err(CodegenError::BadTrace { why: BadTrace::Branch, .. })));
}

#[test]
fn observed_code_counts_and_says_what_it_is_for() {
    let mut rig = Rig::new();
    rig.observe = true;
    let code = rig.compile(&counting_loop());
    for _ in 0..2 {
        rig.frame[..2].copy_from_slice(&[small(0), small(1000)]);
        assert_eq!(rig.run(&code), 0);
    }
    assert_eq!(code.counts.entered.load(Ordering::Relaxed), 2);
    assert_eq!(code.counts.rounds.load(Ordering::Relaxed), 2 * 1001);
    let taken = code.exits().iter().map(|e| e.cell.taken.load(Ordering::Relaxed));
    assert_eq!(taken.collect::<Vec<_>>(), [2, 0, 0]);
    let map = code.map.as_ref().unwrap();
    assert!(map.ranges.windows(2).all(|w| w[0].1 <= w[1].0));
    assert!(map.ranges.iter().all(|r| r.0 < r.1 && r.1 as usize <= map.bytes.len()));
    for wanted in [Purpose::Ins(5), Purpose::Exit(0), Purpose::Exit(2), Purpose::Count] {
        assert!(map.ranges.iter().any(|r| r.2 == wanted), "{wanted:?}");
    }
}

#[test]
fn the_poll_is_read_each_round() {
    let mut rig = Rig::new();
    let code = rig.compile(&counting_loop());
    rig.frame[..2].copy_from_slice(&[small(0), small(1 << 61)]);
    // SAFETY: the context lives until the thread is joined; compiled code reads the word atomically.
    let word = unsafe { std::sync::atomic::AtomicU32::from_ptr(&raw mut rig.ctx.interrupt) };
    let word = std::ptr::from_ref(word) as usize;
    let waker = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        // SAFETY: as above.
        unsafe { &*(word as *const std::sync::atomic::AtomicU32) }.store(1, Ordering::SeqCst);
    });
    let exit = rig.run(&code);
    waker.join().unwrap();
    assert_eq!(code.exits()[exit as usize].snap, SnapId(2));
    assert!(rig.ctx.exit_buf[0] > small(1000));
}

#[test]
fn a_swap_in_the_loop() {
    let mut b = Build::new();
    let (x, y, n) = (b.slot(0, Ty::Value), b.slot(1, Ty::Value), b.slot(2, Ty::Small));
    let p = b.label(&[x, y, n]);
    let (zero, one) = (b.small(0), b.small(1));
    let more = b.op(Op::SLt, &[zero, p[2]]);
    let done = b.snap(&p);
    b.guard(Op::GuardTrue, &[more], done);
    let less = b.op(Op::SSub, &[p[2], one]);
    let mut rig = Rig::new();
    let code = rig.compile(&b.end(End::Loop { args: vec![p[1], p[0], less] }));
    rig.frame[..3].copy_from_slice(&[7, 11, small(5)]);
    rig.run(&code);
    assert_eq!(rig.ctx.exit_buf[..2], [11, 7]);
}

#[test]
fn guards_with_one_snapshot_share_an_exit() {
    let mut b = Build::new();
    let (x, y) = (b.slot(0, Ty::Value), b.slot(-1, Ty::Value));
    let (first, second) = (b.op(Op::IsSmall, &[x]), b.op(Op::IsSmall, &[y]));
    let s = b.snap(&[y, first, x, y]);
    b.guard(Op::GuardTrue, &[first], s);
    b.guard(Op::GuardTrue, &[second], s);
    let mut rig = Rig::new();
    let t = b.exit(&[]);
    let code = rig.try_compile(&t, 40).unwrap();
    assert_eq!(code.exits().iter().map(|e| e.id).collect::<Vec<_>>(), [40, 41]);
    assert_eq!(code.exits()[0].saved, [y, first, x], "each value once");
    for (x, y, exit) in [(2, 4, 41), (3, 4, 40), (2, 3, 40)] {
        let mut frame = vec![0; 64];
        frame[..2].copy_from_slice(&[y, x]);
        rig.frame = frame;
        assert_eq!(run_from(&mut rig, &code, 1), exit);
        if exit == 40 {
            assert_eq!(rig.ctx.exit_buf[..3], [y, (x == 2) as u64, x]);
        }
    }
}

/// Runs with the base at frame word `at`.
fn run_from(rig: &mut Rig, code: &trackway_codegen::Compiled, at: usize) -> u64 {
    let before = std::mem::take(&mut rig.frame);
    let mut shifted = before.clone();
    let (ctx, base) = ((&raw mut *rig.ctx).cast(), shifted[at..].as_mut_ptr());
    // SAFETY: the trace reads words of this frame only.
    unsafe { trackway_codegen::enter(rig.compiler.enter_trampoline(), ctx, base, code.entry) };
    rig.frame = shifted;
    rig.ctx.exit_id
}

#[test]
fn a_bridge_takes_over_the_exit() {
    let mut rig = Rig::new();
    let code = rig.compile(&counting_loop());
    let mut b = Build::new();
    let (sum, i, flag) = (b.input(0, Ty::F64), b.input(1, Ty::Small), b.slot(2, Ty::Value));
    let double = b.op(Op::FAdd, &[sum, sum]);
    let bridge = rig.try_compile(&b.exit(&[i, double, flag]), 100).unwrap();
    rig.frame[..3].copy_from_slice(&[small(0), small(10), 77]);
    code.exits()[0].cell.target.store(bridge.entry, Ordering::Release);
    assert_eq!(rig.run(&code), 100);
    assert_eq!(rig.ctx.exit_buf[0], small(10));
    assert_eq!(f64::from_bits(rig.ctx.exit_buf[1]), 110.0);
    assert_eq!(rig.ctx.exit_buf[2], 77);
    code.exits()[0].cell.target.store(rig.compiler.leave_stub(), Ordering::Release);
    assert_eq!(rig.run(&code), 0);
}

#[test]
fn two_traces_tail_call_each_other_without_stack() {
    let mut rig = Rig::new();
    let cells = Box::leak(Box::new([AtomicUsize::new(0), AtomicUsize::new(0)]));
    let half = |to: usize| {
        let mut b = Build::new();
        let (n, zero, one) = (b.slot(0, Ty::Small), b.small(0), b.small(1));
        let more = b.op(Op::SLt, &[zero, n]);
        let done = b.snap(&[n]);
        b.guard(Op::GuardTrue, &[more], done);
        let less = b.op(Op::SSub, &[n, one]);
        let snap = b.snap(&[less]);
        b.end(End::Header { snap, cell: (&raw const cells[to]) as u64 })
    };
    let (a, b) = (rig.compile(&half(1)), rig.try_compile(&half(0), 10).unwrap());
    cells[0].store(a.entry, Ordering::Release);
    cells[1].store(b.entry, Ordering::Release);
    rig.frame[0] = small(10_000_001);
    assert_eq!(rig.run(&a), 10);
}

#[test]
fn a_header_end_writes_boxed_frames() {
    let mut rig = Rig::new();
    let cell = Box::leak(Box::new(AtomicUsize::new(rig.compiler.leave_stub())));
    let mut b = Build::new();
    let (x, f, i) = (b.input(0, Ty::Value), b.input(1, Ty::F64), b.input(2, Ty::I64));
    let (k, z) = (b.constant(Ty::F64, 1.5f64.to_bits()), b.constant(Ty::F64, 0));
    let slots = [(0, x), (1, f), (-1, i), (3, k), (4, z)].map(|(o, r)| (o, SnapValue::Ref(r))).to_vec();
    let snap = b.snapshot(Snapshot { slots, base: 4, depth: -2, ..Snapshot::default() });
    let t = b.end(End::Header { snap, cell: &raw const *cell as u64 });
    let code = rig.try_compile(&t, 5).unwrap();
    assert!(code.exits()[0].frames_written && code.exits()[0].saved.is_empty());
    for f in [2.5, 0.0, -0.0, 1e300, -1e100, 1e-100, f64::NAN] {
        rig.ctx.exit_buf[..3].copy_from_slice(&[0x1234, f.to_bits(), -9i64 as u64]);
        rig.ctx.depth = 7;
        assert_eq!(run_from(&mut rig, &code, 1), 5);
        assert_eq!((rig.frame[1], rig.frame[0], rig.ctx.depth), (0x1234, small(-9), 5));
        assert_eq!(word::to_float(rig.frame[2]).to_bits(), f.to_bits());
        assert_eq!(
            (rig.frame[4], rig.frame[5]),
            (word::immediate(1.5).unwrap(), word::immediate(0.0).unwrap())
        );
    }
    let mut b = Build::new();
    let there = b.slot(0, Ty::Value);
    let target = rig.try_compile(&b.exit(&[there]), 9).unwrap();
    cell.store(target.entry, Ordering::Release);
    rig.frame[5] = 4242;
    rig.ctx.exit_buf[1] = 0;
    assert_eq!(run_from(&mut rig, &code, 1), 9);
    assert_eq!(Some(rig.ctx.exit_buf[0]), word::immediate(0.0), "the base moved by four words");
}

static PAIR: TypeDesc = TypeDesc { name: "Pair", type_id: 9, size: 24, fields: &[], tail: None };

#[test]
fn virtuals_are_saved_as_their_leaves() {
    let mut b = Build::new();
    let (x, y, h) = (b.slot(0, Ty::Value), b.slot(1, Ty::Value), b.input(0, Ty::I64));
    let (leaf, virt) = (SnapValue::Ref, SnapValue::Virtual);
    let none = b.small(0);
    let node = |header, fields| Virtual { desc: &PAIR, header, fields, tail: vec![] };
    b.t.virtuals = vec![
        node(leaf(none), vec![virt(1), leaf(x)]),
        Virtual { tail: vec![leaf(y), leaf(none)], ..node(leaf(h), vec![virt(0), leaf(x)]) },
    ];
    let slots = vec![(0, virt(0)), (1, virt(1))];
    let snap = b.snapshot(Snapshot { slots, ..Snapshot::default() });
    let mut rig = Rig::new();
    let code = rig.compile(&b.end(End::Exit { snap }));
    assert_eq!(code.exits()[0].saved, [h, x, y]);
    rig.frame[..2].copy_from_slice(&[5, 6]);
    rig.ctx.exit_buf[0] = 4;
    rig.run(&code);
    assert_eq!(rig.ctx.exit_buf[..3], [4, 5, 6]);
}

#[test]
fn validity_and_exceptions_are_guarded() {
    let mut b = Build::new();
    let (invalid, raised) = (b.snap(&[]), b.snap(&[]));
    b.guard(Op::GuardValid, &[], invalid);
    b.guard(Op::GuardNoRaise, &[], raised);
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&[]));
    assert_eq!(rig.run(&code), 2);
    rig.ctx.pending = 1 << 40;
    assert_eq!(rig.run(&code), 1);
    rig.ctx.epoch += 1;
    assert_eq!(rig.run(&code), 0);
}

#[test]
fn malformed_traces_are_refused() {
    let mut rig = Rig::new();
    let mut refused = |b: Build, values: &[Ref]| match rig.try_compile(&b.exit(values), 0) {
        Err(CodegenError::BadTrace { at, why }) => (at, why),
        other => panic!("{other:?}"),
    };
    let mut b = Build::new();
    let x = b.slot(0, Ty::Small);
    b.op(Op::FNeg, &[x]);
    assert_eq!(refused(b, &[]), (1, BadTrace::Type(x)));
    let mut b = Build::new();
    b.op(Op::SNot, &[Ref::ins(1)]);
    assert_eq!(refused(b, &[]), (0, BadTrace::Undefined(Ref::ins(1))));
    let mut b = Build::new();
    let early = b.snap(&[Ref::ins(1)]);
    b.guard(Op::Poll, &[], early);
    b.slot(0, Ty::Value);
    assert_eq!(refused(b, &[]), (0, BadTrace::Undefined(Ref::ins(1))));
    let mut b = Build::new();
    b.op(Op::Poll, &[]);
    assert_eq!(refused(b, &[]), (0, BadTrace::NoSnapshot));
    let mut b = Build::new();
    b.ins(Op::Param, Ty::Value, &[]);
    assert_eq!(refused(b, &[]), (0, BadTrace::Misplaced));
    // The compiler is still usable.
    rig.compile(&counting_loop());
}

#[test]
fn the_exit_buffer_has_an_end() {
    let mut rig = Rig::new();
    rig.frame = vec![1; EXIT_BUF_WORDS + 1];
    for (n, fits) in [(EXIT_BUF_WORDS, true), (EXIT_BUF_WORDS + 1, false)] {
        let mut b = Build::new();
        let values: Vec<_> = (0..n).map(|i| b.slot(i as i32, Ty::Value)).collect();
        match rig.try_compile(&b.exit(&values), 0) {
            Ok(code) => assert!(fits && rig.run(&code) == 0),
            Err(e) => {
                assert_eq!((e, fits), (CodegenError::TooManyExitValues { snap: SnapId(0), count: n }, false))
            }
        }
    }
}

#[test]
fn dropped_code_gives_its_memory_back() {
    let mut rig = Rig::new();
    let before = rig.compiler.usage();
    let codes: Vec<_> = (0..10).map(|_| rig.compile(&counting_loop())).collect();
    assert!(rig.compiler.usage().used >= before.used + codes.iter().map(|c| c.code_bytes).sum::<usize>());
    drop(codes);
    assert_eq!(rig.compiler.usage(), before);
}

/// Compiled on one thread, run on another.
#[test]
fn the_compiler_and_its_code_can_be_sent() {
    fn sent<T: Send + 'static>(_: Option<T>) {}
    sent::<trackway_codegen::Compiler>(None);
    sent::<trackway_codegen::Compiled>(None);
}
